# What the tests need and how they are run.

.PHONY: e2e peers

# The whole system from outside: real programs, real sockets.
e2e: peers
	cargo build -p assent-server -p assent-tests --bins
	cargo test -p assent-tests --test e2e

# Other people's programs that check ours: a Python of their own in target/peers.
peers: target/peers/.made

target/peers/.made: tests/peers/requirements.txt
	python3 -m venv target/peers
	target/peers/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@
