# The terminal phone, English. The same keys as fr.ftl.

## Lists
column-account = ACCOUNT
column-code = CODE
column-left = LEFT
column-next = NEXT
column-state = STATE
column-id = ID
column-service = SERVICE
column-from = FROM
column-when = WHEN
column-answer = ANSWER
state-active = linked
state-pending = not confirmed
state-unlinked = unlinked
state-codes = codes only
state-quiet = quiet until { $until }
column-kind = KIND
column-note = NOTE
list-empty =
    No account here yet. Link one with "assent link" (the text or picture that the computer shows)
    or add another website's codes with "assent add".
damaged =
    { $count ->
        [one] 1 record is damaged and was set aside; everything else is listed.
       *[other] { $count } records are damaged and were set aside; everything else is listed.
    } Put a backup of the vault back to have it again, or give it up with "assent forget-damaged".
ask-forget-damaged =
    { $count ->
        [one] Give up 1 damaged record for good? [y/N]
       *[other] Give up { $count } damaged records for good? [y/N]
    }
forgot-damaged =
    { $count ->
        [0] Nothing was given up.
        [one] 1 damaged record was given up.
       *[other] { $count } damaged records were given up.
    }
pending-empty = Nothing waits for an answer.
history-empty = Nothing was answered yet.
code-left = { $secs } s left
code-next = then { $code }
clock-slow = This machine’s clock is { $secs } s slow by { $server }. Set it to automatic: codes of other websites may be refused.
clock-fast = This machine’s clock is { $secs } s fast by { $server }. Set it to automatic: codes of other websites may be refused.
code-counted = This code is used up now; the next call gives the next one.

## Linking
link-signing-in = Open this address in your browser and sign in:
link-waiting-browser = Waiting for the browser …
link-browser-done = Done. Go back to the terminal.
link-browser-refused = This did not work. Go back to the terminal.
link-code = Type this code on the computer:
link-waiting = Waiting until it is typed …
linked = { $account } at { $issuer } is linked.

## Requests
asks = { $service } asks: is this you?
field-account = Account
field-from = From
field-with = With
field-when = When
field-left = Time left
field-number = Number
from-unknown = unknown
new-browser = a browser not seen before
known-browser = a known browser
seconds = { $secs } s
type-number = Type the { $digits }-digit number that the sign-in page shows, then y.
keys-answer = [y] YES   [n] NO   [m] It was not me
keys-choose = Press a number to look at one; nothing is answered without looking.
several = Careful: { $count } requests at once. If you are not signing in { $count } times, somebody else may be.
watching = Watching. Requests appear here; q ends.
answer-sending = Sending …
answered-approve = Approved. The sign-in goes on by itself.
answered-deny = Denied.
answered-report = Denied and reported. Now change your password: somebody may know it.
history-not-kept = It could not be written into the history.
verdict-approve = YES
verdict-deny = NO
verdict-report = not me
outcome-approved = approved
outcome-denied = denied
outcome-expired = expired
outcome-cancelled = cancelled
over-expired = The request of { $service } has expired.
over-settled = The request of { $service } is over: { $outcome }.
over = The request of { $service } is over.
server-trouble = { $account }: { $why }
server-again = { $account }: the server answers again.

## News
notice-unlinked = { $account } was unlinked from this phone.
notice-device-linked = { $account }: another phone was linked, "{ $name }". If that was not you, remove it now.
notice-device-removed = { $account }: the phone "{ $name }" was removed.
notice-changed = { $account }: { $what } If it was not you, go there now: { $link }
change-password = the password was changed.
change-option-added = another way of signing in was added.
change-option-removed = a way of signing in was removed.
change-backup-codes = new backup codes were made.
change-program-added = a password or token for a program was made.
change-email = the address to sign in with was changed.
change-recovery = how to get back in was changed.
change-recovery-begun = somebody is getting in by what was prepared for that. “assent stop-recovery” stops it.
change-other = something about its security changed.
notice-reported = { $account }: a sign-in at { $service } was reported as "it was not me".
notice-renamed = { $account } has a new name now.
notice-quiet = { $account }: quiet until { $until }; no requests come.
notice-quiet-over = { $account } sends requests again.

## Changes
added = Added { $account }.
removed = Removed { $account }.
recovery-stopped = No recovery of { $account } goes on any more.
quiet-on = { $account } is quiet until { $until }, on all your phones. Codes go on working.
quiet-off = { $account } sends requests again.
repaired = { $account } works again, in its old place.
repaired-old-listed = The server could not be told that the old link is gone. Remove the old phone on its page: { $server }
repair-works = The link of { $account } works: keys, server and clock are right.
move-out = Scan this with the new phone, or give it the text (assent move in). { $count } accounts move. It counts for ten minutes; show it to nobody else.
move-left-out = { $count } more accounts are too many for one picture; move them after these.
move-codes-only = { $count } entries have only another website’s codes. They do not move so: export them here and import them there.
move-ask-code = The six digits that the new phone shows:
moved-out = { $account } has moved; it is gone from here.
move-not-scanned = { $account } stays: the new phone did not come for it.
move-code = Type this code on the old phone. It is for { $count } accounts:
move-waiting = Waiting until it is typed …
moved-in = { $account } is here now.
renamed = Renamed to { $account }.
painted = { $account } has its colour.
ask-remove = Remove { $account } from this phone? [y/N]
ask-forget =
    Forget { $account } here although its server may not learn of it? The server may then still ask this phone,
    and if this is your only second factor you may lock yourself out. [y/N]
not-removed = Nothing was removed.
ask-passphrase = Passphrase of the vault:
ask-passphrase-new = A passphrase for the new vault:
ask-passphrase-again = The same again:
vault-made = Made a new vault: { $path }

## Import and export
ask-import-password = Password of the file of { $format }:
ask-export-passphrase = A passphrase for the file (whoever has both has all codes):
import-found = Accounts in the file of { $format }: { $count }
import-left-out = Not taken over:
import-done = Imported: { $added }, replaced: { $replaced }, skipped: { $skipped }.
import-delete = The file holds the secrets of these accounts. Delete it once the codes work.
kind-totp = every { $secs } s
kind-hotp = counted
kind-steam = Steam
note-here = here already
note-behind = here already, and counted further: { $here } stays, not { $file }
note-twice = twice in the file
note-weak = short secret
why-kind = this kind of code is not known; only totp, hotp and steam are
why-algorithm = its algorithm is not known; only SHA1, SHA256 and SHA512 are
why-digits = its codes don't have 6 to 8 digits
why-period = its codes don't last 1 to 3600 seconds
why-counter = its counter is missing
why-secret = its secret is missing or not base32
why-deleted = it was deleted in the other program
why-linked = it is linked to { $detail }: link it again here, or move the old phone to this one
export-done = Exported: { $count }. The file: { $path }
export-linked = In it by name only, because their keys never leave; link them again on the other phone, or move:

## Receipts
receipt-good = The receipt is right.
receipt-server = Server
receipt-device = Phone's key
receipt-approve-key = Key of a YES
receipt-request-key = Key of a NO
receipt-service = Service
receipt-outcome = Outcome
receipt-decided = Decided
receipt-compare = Compare server and phone's key with those you pinned (or give --server and --device-key): a receipt carries its own keys.

## Errors: what happened, what to do
error-locked = The vault is locked. Unlock it and try again.
error-records = The vault can't be used: { $detail }
error-no-vault = There is no vault at { $detail }. Make one first.
error-vault-exists = { $detail } is there already and was left as it is. Open it, or choose another place.
error-not-a-vault = { $detail } is not an Assent vault and was left as it is. Check the path.
error-vault-newer = This vault is of a later version of Assent and was not touched. Update Assent.
error-vault-damaged = The vault file is damaged and was left as it is. Copy it away, then restore a backup.
error-record-damaged = The record { $detail } is damaged and was set aside. Restore it from a backup, or forget it to go on without it.
error-record-newer = A record in the vault is of a later version of Assent. Update Assent.
error-list-damaged = The vault's list of records is damaged: they can be read, and none can be changed. Export them, or forget the list to make it anew.
error-wrong-passphrase = Wrong passphrase. Tries left before it is disabled: { $detail }.
error-slot-disabled = The passphrase is disabled after too many wrong tries. Open the vault in another way.
error-slot-damaged = This way to open the vault is damaged; the passphrase may be right. Open the vault in another way, or restore a backup.
error-no-slot = The vault does not open in this way ({ $detail }). Open it as it was set up.
error-vault-key = This key does not belong to this vault. Use the one that was made with it. Nothing was written.
error-key-store = The device's key store did not help: { $detail } Try again, or open the vault in another way.
error-key-file = The key file can't be used: { $detail }
error-key-not-confirmed = It was not confirmed; nothing was sent.
error-read-only = The vault or its folder is read-only. Make both writable for you and try again.
error-full = No space is left to save the vault. Free some and try again. Nothing was changed.
error-busy = Another Assent is writing to this vault. Try again in a moment.
error-ticket-not = This is not an Assent link code. On the computer choose "Assent app" to get one.
error-ticket-damaged = This link code is damaged or cut off. Scan or copy it again.
error-ticket-newer = This link code needs a newer app. Update it and try again.
error-ticket-unprotected = This link code leads to an unprotected address (http). The server must use https.
error-address = { $detail }
error-bad-address = This is not a server's address: it must begin with https://.
error-no-network = The server can't be reached; nothing was sent. Check the network and try again, or use a code: "assent code".
error-timeout = The server did not answer in time. Try again; the same answer counts once.
error-certificate = The connection is not secure: the server's certificate is not the expected one. Nothing was sent.
error-not-a-server = What answers at this address is not an Assent server. Check the address.
error-too-large = The server's answer is too long; nothing of it was used.
error-refused = The server refused: { $detail }
error-key-weak = This server wants keys that lie in a phone’s hardware, and a proof of it: no terminal has them. Link a phone instead, or ask who runs the server.
error-too-many-phones = This account has as many phones as it may have. Remove one on its server’s pages, then link again.
error-untrusted = The server's answer is not trusted and nothing of it was used: { $detail }
error-bad-receipt = The answer was sent, but the server's receipt is wrong ({ $detail }). Check on the computer what became of it.
error-key = { $detail }
error-key-gone = This account's key is gone. Remove the account and link it again.
error-no-account = There is no such account here. "assent list" shows them.
error-damaged = The record of this account is damaged. Remove it and link it again.
error-codes-only = This account only has codes; there is nothing to ask or answer.
error-no-codes = This account has no codes.
error-not-confirmed = This account is not confirmed yet. Type the link code on the computer, or link again.
error-link-refused = The link was not confirmed in time or refused. Get a new link code on the computer.
error-unlinked = This phone is no longer linked to the account. Link it again or remove the account here.
error-expired = This request has expired. Sign in again to get a new one.
error-settled = This request is settled already: { $detail }
error-number-needed = Type the { $detail }-digit number that the sign-in page shows (--number).
error-number-wrong = The number is wrong: { $detail }
error-duplicate = These codes are here already. Say --replace or --keep-both.
error-import-unknown = This is no export that can be read here. What can be read: { $detail }
error-import-password = This file of { $detail } is encrypted. Run this in a terminal to type its password, or give it with --password-stdin.
error-import-wrong-password = The password is wrong, or the file is damaged. Nothing was imported.
error-import-damaged = The file is damaged ({ $detail }). Export it once more. Nothing was imported.
error-import-too-large = The file is larger than 16 MiB or has more than 10,000 accounts. Export in parts.
error-import-too-costly = Opening this file would take more time or memory than any real export asks for. Export it once more.
error-import-newer = This file of { $detail } is of a later version than is known here. Update Assent.
error-import-encrypted = This encrypted file of { $detail } can't be read here. Export there once more without a password, import that, then delete it.
error-import-incomplete = Only { $detail } of the QR codes are there. Give all of them at once, in any order.
error-import-no-accounts = There is no account in this file of { $detail }. Nothing was imported. Check in { $detail } that the account is there, and export it once more.
error-import-other-batch = These QR codes belong to different exports. Give those of one export.
error-import-undecided = { $detail } of these accounts are here already or twice in the file. --preview shows which; say --duplicates replace, keep-both or skip. Nothing was imported.
error-export = Nothing was exported: { $detail }
error-export-exists = { $detail } is there already and was left as it is. Choose another name.
error-still-linked = Nothing was removed, because the server could not be told: { $detail } Remove it on the server's page, or here alone with --forget.
error-bad-quiet = Quiet ends in the future, within 24 hours. Say another time.
error-other-account = This is for another account or another server. Get a link code of the account that is to be repaired.
error-repair-key-gone = The key of { $detail } is gone. Make a new link: “assent repair” with a link code of the computer, or with --sign-in.
error-repair-unlinked = The server does not know this phone for { $detail } any more. Make a new link: “assent repair” with a link code of the computer, or with --sign-in.
error-repair-old-copy = This is an older copy of { $detail }: the server heard later messages. Make a new link: “assent repair” with a link code of the computer, or with --sign-in.
error-not-moving = No account is being moved to this phone. Scan the old phone’s picture first: “assent move in”.
error-not-a-move-code = The code that the new phone shows has six digits.
error-not-scanned = The new phone did not scan the code yet. Scan it, then type the six digits that the new phone shows.
error-move-code = This is not the code of the phone that came, so nothing was moved. Tries left: { $detail }.
error-move-code-silent = This is not the code of the phones that came, so nothing was moved. Tries left: { $detail }. Some servers did not answer: if their accounts count in the new phone’s code, show it there without them (assent move code --without ACCOUNT).
error-move-stopped = This move has ended: the code was wrong three times, two phones came, it was stopped, or its time is over. Begin it anew with “assent move out”.
error-move-rest = Some accounts stay here. “assent move out” moves the rest.
error-sign-in = Signing in was cancelled or refused. { $detail }
error-callback = What the browser brought does not belong to this sign-in. Start again.
error-random = The system's random source failed; nothing was done.
error-several-accounts = Several accounts fit "{ $detail }". Give more of the name, or the id of "assent list".
error-no-request = No request waits that fits. "assent pending" shows what waits.
error-several-requests = Several requests wait. Give the beginning of an id of "assent pending".
error-no-linked = No account is linked here, so nothing will ask. Link one with "assent link".
error-picture = The picture can't be read: { $detail }
error-no-code-in-picture = No readable QR code is in the picture. Take it again, sharp and whole.
error-io = { $detail }
error-file = This file can't be read: { $detail }. Check its name and its permissions.
error-receipt = The receipt proves nothing: { $detail }
error-passphrase-differs = The two passphrases differ. Nothing was made.
error-need-terminal = There is nobody to ask here (no terminal). Say --yes if you mean it.
error-no-home = No place for the vault is known. Give one with --vault.

demo-open =
    A server runs here, a small wiki that uses it, and this terminal is Ada’s phone.

      1. Open      { $wiki }
         Sign in   { $email }
         Password  { $password }
      2. The request appears below. Press y, and the browser goes on by itself.

    Ada’s own pages: { $portal } (same password; then the phone is asked, too).
    Her mails:       { $mails }
    For another phone, within five minutes: scan this, then type its six digits at
    { $page }

    { $picture }
    { $ticket }
demo-end = The demo is over.
demo-ok = ok
demo-failed = FAILED
demo-step-link = link a phone with a ticket
demo-step-yes = YES lets the browser in
demo-step-no = NO keeps it out
demo-step-number = number carried to the phone
demo-step-code = offline code
demo-step-code-again = the same code again is refused
demo-step-backup = backup code
demo-step-receipt = receipt checked
demo-step-forged = receipt with one byte changed is refused
demo-all-done = Everything did what it should.
error-demo = The demo failed: { $detail }

## Lock
column-way = OPENS BY
way-key-file = key file
way-passphrase = passphrase
way-pin = PIN
way-recovery-key = recovery key
way-unknown = something this version does not know
way-works = works
way-tries-left =
    { $count ->
        [one] works, 1 try left
       *[other] works, { $count } tries left
    }
way-disabled = disabled after too many wrong tries
way-damaged = damaged
lock-no-vault = There is no vault yet. It is made when it is first used.
lock-pin-set = The PIN is set. Open the vault by it with "--pin".
lock-recovery-key =
    { $key }
    Write this recovery key down now and keep it away from this machine: it is not shown again, and an older one does not
    open the vault any more. Open the vault by it with "--recovery-key".
lock-removed = The vault does not open by this any more: { $way }.
lock-not-there = The vault did not open by this anyway: { $way }.
ask-pin = PIN:
ask-pin-new = New PIN (6 digits or more, or a passphrase):
ask-pin-again = The same PIN again:
ask-recovery-key = Recovery key:
error-pin-differs = The two PINs differ. Nothing was changed.
error-pin-few-digits = The PIN has fewer than 6 digits. Take 6 or more, or a passphrase.
error-pin-short = A passphrase has at least 8 characters. Take a longer one, or 6 digits.
error-pin-long = The PIN is longer than 1024 bytes. Take a shorter one.
error-pin-repeats = The PIN only repeats itself. Take one that is harder to guess.
error-pin-counts = The PIN only counts up or down. Take one that is harder to guess.
error-pin-common = The PIN is one of those that most people take. Take one that is harder to guess.
error-pin-wrong = Wrong PIN. Tries left before it is disabled: { $detail }.
error-pin-disabled = The PIN is disabled after too many wrong tries. Open the vault in another way, for example with "--recovery-key", and set a new PIN with "assent lock pin".
error-recovery-key-length = A recovery key has 28 letters and digits, this has { $detail }. Type all of it.
error-recovery-key-letter = "{ $detail }" is in no recovery key. Look at the paper again.
error-recovery-key-check = A character of the recovery key is wrong. Look at the paper again.
error-recovery-key-wrong = This recovery key does not open this vault. Use the newest one that was made for it.
error-last-way = This is the last way to open the vault. Set up another one first.
