# Signing in: password, second step, other ways.
sign-in = Sign in
sign-in-wrong = That did not match. The address or the password is wrong. Check both and try again.
signed-out = You are signed out.
waiting = Answer on your phone
waiting-yes = Open Assent on your phone and press <b>YES</b>. Press <b>NO</b> if you are not signing in.
waiting-number = Open Assent on your phone, type this number and press <b>YES</b>.
waiting-sent = { $phones ->
    [one] Sent to your phone
   *[other] Sent to your { $phones } phones
  }
waiting-reached = Reached { $phone }
waiting-now = Waiting for your answer
waiting-on-its-way = On its way
waiting-not-reached = Not on your phone yet
waiting-not-reached-hint = Is it on, and connected? Opening Assent fetches the request.
ask-again = Ask again
other-ways = Other ways to sign in
fact-account = Account
fact-from = From
fact-with = With
waiting-ended = Ended
waiting-time-up = The time is up
waiting-paused = Requests are paused
waiting-denied = The answer was NO
waiting-denied-text = This sign-in ends here and nobody got in. If you pressed NO by mistake, ask again.
waiting-step-denied = NO on { $phone }, { $when }
waiting-reported = Reported: it was not you
waiting-reported-text = Nobody got in. Somebody knows your password: sign in with a code, then <b>change it</b>. Until then no request is sent to your phone.
waiting-step-reported = “It was not me” on { $phone }, { $when }
waiting-expired = No answer came
waiting-expired-text = Nobody answered in time. Ask again when you have the phone with you, or choose another way.
waiting-step-expired = No answer in { $time }
waiting-superseded = A newer request took its place
waiting-superseded-text = Answer the newer one, or ask again from here.
waiting-cancelled = This request was called off
waiting-cancelled-text = The number was wrong twice, or it was withdrawn. Ask again, or choose another way.
waiting-codes-only = No request is sent now
waiting-codes-only-text = Too many went unanswered or were answered NO, so your phone is left in peace for a while. Sign in with a code: open Assent, tap the account, and type the six digits.
waiting-quiet = Your phone is quiet
waiting-quiet-text = Your phone is quiet until { $until }; type a code of your app or use another way.
code-title = Type a code
code-text = The six digits that { $apps } shows now. It works without a network.
code-label = Code of six digits
code-wrong = That is not the code shown now. Wait for the next one and try again.
code-reused = This code was used already. Wait for the next one.
code-clock-slow = The phone’s clock is { $time } slow. Set its time to automatic, then try again.
code-clock-fast = The phone’s clock is { $time } fast. Set its time to automatic, then try again.
backup-title = Type a backup code
backup-text = One of the ten that you kept when you switched two-step verification on. Each works once.
backup-label = Backup code
backup-wrong = That is not one of your unused backup codes.
ways-text = Choose one that you have with you.
way-phone = YES on a phone
way-code = Code from an app
way-code-text = Six digits, works without a network
way-backup = Backup code
way-backup-left = { $left ->
    [one] One of your codes is left
   *[other] { $left } of your codes are left
  }
way-help = None of these
way-help-text = Ask whoever runs this site to help you back in.
ways-stop = Sign in as somebody else
confirm-title = Your password once more
confirm-text = What comes next matters, so we make sure that it is you. It counts for a few minutes.
confirm-wrong = That is not your password.
landing-title = This link is for the Assent app
landing-text = Open Assent on your phone and scan the picture on the computer, or paste this page’s whole address there.
landing-terminal = In a terminal: <b>assent link</b>, then paste the address.
authorise-title = Link this phone?
authorise-text = <b>{ $phone }</b> wants to answer sign-ins to <b>{ $account }</b> and to make its codes.
authorise-warning = Only go on if you have just begun this in Assent on this very phone.
authorise-yes = Authorise
authorise-bad = This can’t be answered
authorise-bad-text = The app’s request is incomplete or too old. Begin again in Assent.
setup-title = The first administrator
setup-text = Nobody has an account here yet. Yours can make all the others.
setup-token = Set-up token
setup-token-hint = The server printed it when it started: see its terminal or journal.
setup-token-wrong = This is not the token of the server’s last start, or somebody was first.
setup-go = Make the account
forgotten = Forgotten your password?
forgotten-text = Type the address you sign in with. We send a link that sets a new password; your second step stays as it is.
forgotten-go = Send the link
forgotten-asked = Look into your mail
forgotten-asked-text = If there is an account with this address, a link is on its way. It holds for an hour. Nothing there? Look among the unwanted mails, or try again in five minutes.
forgotten-no-mail = This server sends no mail. Ask an administrator of your organisation for help.
to-sign-in = To the sign-in page
reset = A new password
reset-text = It signs all browsers out. Your second step stays as it is.
reset-gone = This link was used or is too old.
reset-again = Ask for another link
reset-done = The new password is set. Sign in with it.
sign-in-passkey = Sign in with a passkey
sign-in-passkey-wrong = This passkey opens nothing here. Use another one, or name and password.
way-passkey = Passkey or security key
passkey-text = Your browser asks for the key, then for your fingerprint, face or PIN.
passkey-go = Use the key
confirm-passkey = Use a passkey instead
trust-this = Trust this browser for 30 days: no second step here
unlock-done = Your password opens again. Sign in.
unlock-title = Open your password again
unlock-text = The password of { $account } was closed after too many wrong ones. If you have a second step, it is asked for next.
unlock-go = Open it again
unlock-gone = This link was used or is too old, or the password is open already.
sms-code = { $code } is your code for { $server }. Never pass it on, nobody here will ask you for it.
way-sms = Code by SMS to { $number }
way-sms-text = One press sends it
sms-title = A code by SMS
sms-text = We send six digits to one of your numbers. They count for ten minutes.
sms-sent = A code is on its way to { $number }.
sms-send = Send a code to { $number }
sms-again = Send another code
sms-label = Code of six digits
sms-wrong = That is not the code we sent last, or it is older than ten minutes. Look again, or have another one sent.
sms-number-limit = Enough codes went to this number for now. Wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
  }, or take another way.
sms-country-limit = Very many codes went to this country, so none is sent for now. Wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
  }, or take another way.
sms-broken = The code could not be sent: the SMS service did not take it. Try again in a moment, or take another way.
sms-not-set-up = This server sends no SMS any more. Take another way.
forgotten-name = Forgotten your sign-in address?
forgotten-name-text = Type the phone number and the e-mail address that you gave for getting back in. We write there which address you sign in with. Nothing goes out by SMS.
forgotten-name-go = Send it
forgotten-name-asked = If both belong to one account, a mail is on its way to that address. Nothing there? Look among the unwanted mails, or try again in five minutes, or ask an administrator of your organisation.
