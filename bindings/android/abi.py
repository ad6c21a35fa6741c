#!/usr/bin/env python3
"""abi.py ARCH CLANG OUT: compares every number of bionic.h with Rust's libc crate, the one that the library links.

Clang says what the header means, as numbers in an assembly text; a crate that asserts the same of libc is then checked for the target.
"""

import re
import subprocess
import sys
from pathlib import Path

ARCH, CLANG, OUT = sys.argv[1], sys.argv[2], Path(sys.argv[3])
TREE = Path(__file__).resolve().parents[2]
HEADER = (Path(__file__).parent / "bionic.h").read_text()

# What the libc crate does not have: nothing of it is a number that may differ between systems, or it is Linux's own.
UNKNOWN_CONSTANTS = {"MAP_FAILED", "MREMAP_MAYMOVE", "NSIG", "INFINITY", "NAN", "PTHREAD_MUTEX_INITIALIZER", "PTHREAD_RWLOCK_INITIALIZER"}
UNKNOWN_TYPES = {"FILE", "siginfo_t", "sigset_t", "off64_t", "Elf64_Half", "Elf64_Addr"}
UNKNOWN_STRUCTS = {"timezone"}
OPAQUE = {"pthread_mutex_t", "pthread_rwlock_t", "pthread_attr_t", "Dl_info", "Elf64_Phdr"}


def fields_of(body):
    return [name for name in re.findall(r"\*?(\w+)(?:\[\d+\])?(?=[,;])", body) if not name.startswith("spare")]


def constants():
    names = re.findall(r"^#define (_?[A-Z][A-Za-z_0-9]*) ", HEADER, re.M)
    return [n for n in dict.fromkeys(names) if n not in UNKNOWN_CONSTANTS and not n.startswith("PRI")]


def types():
    lines = re.findall(r"^typedef (?!struct)([^;]*);", HEADER, re.M)
    names = [name.split()[-1] for line in lines for name in line.split(", ")]
    return [name for name in names if name not in UNKNOWN_TYPES]


def structs():
    found = re.findall(r"^struct (\w+) \{\n(.*?)^\};", HEADER, re.M | re.S)
    return {name: fields_of(body) for name, body in found if name not in UNKNOWN_STRUCTS}


def facts():
    """What is compared: a name, C for it, and Rust for it."""
    for name in constants():
        yield name, name, f"libc::{name} as i64"
    for name in types():
        yield f"size of {name}", f"sizeof({name})", f"size_of::<libc::{name}>() as i64"
        yield f"sign of {name}", f"(({name})-1 < 0)", f"(libc::{name}::MIN != 0) as i64"
    for name in sorted(OPAQUE):
        yield f"size of {name}", f"sizeof({name})", f"size_of::<libc::{name}>() as i64"
        yield f"alignment of {name}", f"_Alignof({name})", f"align_of::<libc::{name}>() as i64"
    for name, fields in structs().items():
        yield f"size of {name}", f"sizeof(struct {name})", f"size_of::<libc::{name}>() as i64"
        for field in fields:
            rust = re.sub("^(st_[amc]tim)$", r"\1e", field)
            yield f"{name}.{field}", f"__builtin_offsetof(struct {name}, {field})", f"std::mem::offset_of!(libc::{name}, {rust}) as i64"


def said_by_clang(facts):
    text = '#include <stdlib.h>\n' + "".join(f"long fact{i} = (long)({c}) + 0x5a00000000;\n" for i, (_, c, _) in enumerate(facts))
    asm = subprocess.run([CLANG, "-O0", "-S", "-x", "c", "-", "-o", "-"], input=text, capture_output=True, text=True, check=True).stdout
    said = re.findall(r"^fact(\d+):\s*\n\s*\.(?:xword|quad)\s+(\S+)", asm, re.M)
    return {int(i): int(value, 0) - 0x5A00000000 for i, value in said}


def check(facts, said):
    crate = OUT / "abi"
    (crate / "src").mkdir(parents=True, exist_ok=True)
    version = re.search(r'name = "libc"\nversion = "(.*)"', (TREE / "Cargo.lock").read_text())[1]
    (crate / "Cargo.toml").write_text(
        '[package]\nname = "abi"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n'
        f'[dependencies]\nlibc = {{ version = "={version}", default-features = false }}\n')
    asserts = [f'const _: () = assert!(({rust}) == {said[i]}, "{name}: bionic.h says {said[i]}");\n' for i, (name, _, rust) in enumerate(facts)]
    (crate / "src/lib.rs").write_text("#![allow(deprecated, unused_comparisons)]\n" + "".join(asserts))
    return subprocess.run(["cargo", "check", "--quiet", "--target", f"{ARCH}-linux-android"], cwd=crate, capture_output=True, text=True)


def main():
    all_facts = list(facts())
    said = said_by_clang(all_facts)
    assert len(said) == len(all_facts) > 100, "clang said not everything"
    checked = check(all_facts, said)
    if checked.returncode != 0:
        sys.exit(checked.stderr)
    print(f"bionic.h: {len(all_facts)} numbers are the libc crate's for {ARCH}")


main()
