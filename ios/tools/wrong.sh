#!/bin/sh
# Shows that a view with a mistake in it does not build, and that the compiler names the mistake and its line.
# Run in the Swift root, after a build; a few seconds.
set -eu
cd "$(dirname "$0")/.."
built=../target/ios
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# Checks the file $2, among all views, in place of $1.
check() {
    # shellcheck disable=SC2046 # no path of ours has a space
    swiftc -frontend -typecheck -swift-version 6 -module-name AssentUI -I "$built/build/debug/Modules" \
        -I "$built/package/Generated/AssentCoreFFI/include" $(find Sources/AssentUI -name '*.swift' ! -path "$1") -primary-file "$2" 2>&1
}

# wrong VIEW CHANGE MESSAGE: the change (sed's) of one line makes an error with this message there.
wrong() {
    view=Sources/AssentUI/Screens/$1 copy=$made/$1
    sed "$2" "$view" >"$copy"
    line=$(diff "$view" "$copy" | sed -n '1s/c.*//p')
    [ -n "$line" ] || { echo "$2 changes nothing in $1" >&2 && exit 1; }
    check "$view" "$copy" | grep -q "^$copy:$line:[0-9]*: error: .*$3" || { echo "not reported in line $line of $1: $2" >&2 && exit 1; }
}

view=Sources/AssentUI/Screens/LockView.swift
check "$view" "$view"
wrong LockView.swift 's/model\.state }/model.stat }/' "has no member 'stat'"
wrong LockView.swift 's/icon: \.lock,/icon: .lok,/' "has no member 'lok'"
wrong LockView.swift 's/title: words/titel: words/' "incorrect argument label"
wrong LockView.swift 's/words(\.locked)/words(.loked)/' "has no member 'loked'"
wrong AccountsView.swift 's/alignment: \.bottomTrailing/alignment: .bottomRight/' "has no member 'bottomRight'"
wrong AccountRow.swift 's/HStack(spacing: 14)/HStack(gap: 14)/' "extra argument\|incorrect argument label"
wrong SettingsView.swift 's/design: \.monospaced/design: .mono/' "has no member 'mono'"
echo "Mistakes in views are reported where they are."
