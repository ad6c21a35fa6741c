# Administration.
services-text = Applications whose logins are protected. Each has a key for the service API.
services-name = Name of the service
services-name-hint = People see it on their phones, so take the name they know.
services-name-missing = Type a name that can be shown.
services-go = Add and make a key
services-made = <b>{ $name }</b> is added. This is its API key; it is not shown again:
services-revoked = The key of { $name } opens nothing any more.
services-since = since { $when }
services-off = Revoked
services-none = No service yet. Add the first one above.
services-docs = How to call it: <a href="/service/v1/openapi.json">OpenAPI document</a>.
revoke-title = Revoke the key of { $name }
revoke-text = Its logins can ask nobody any more, at once. This can’t be undone; you can add the service again with a new key.
people-text = Everybody with an account here. Red: the password alone opens it.
people-add = Add a person
people-add-go = Add
people-invited = { $name } is added and gets a mail to choose a password.
people-added = { $name } is added. Hand the password over in person.
people-person = Person
people-two-step = Two-step verification
people-account = Account
people-locked = Locked
people-lock = Lock
people-unlock = Unlock
people-password-hint = Their first password, at least 8 characters (15 for administrators). They change it under Profile.
people-warning = { $count ->
    [one] <b>One person has no two-step verification.</b>
   *[other] <b>{ $count } people have no two-step verification.</b>
 } A stolen password is enough to enter as them. <a href="/admin/rules">Require it for everyone</a>
people-filter = Filter
people-everyone = Everyone
people-without = Without two-step
people-external = External
people-search = Name or address
people-nobody = Nobody fits.
people-invite-hint = Leave it empty: a mail brings a link to choose one. Or type it and hand it over in person.
role = Role
role-text = A legal representative stands for the organisation; only another one can give or take that role.
role-legal-representative = Legal representative
role-administrator = Administrator
role-collaborator = Collaborator
role-external = External user
person-made = Since { $when }
person-two-step = A stolen password is not enough.
person-no-two-step = The password alone opens this account.
person-alert = Security alert
person-alert-text = A mail that asks to look at the security settings.
person-send = Send
person-reset = New password
person-reset-text = A mail with a link to choose one. The second step stays; you see nothing of it.
person-open = The account is open
person-locked = Locked { $when }
person-unlock-text = Unlocking also forgets wrong tries of passwords and codes.
person-role-done = The role is changed; a mail says so.
person-alert-done = A security alert goes to { $name }.
person-reset-done = A link for a new password goes to { $name }.
person-lock-done = Nothing opens this account any more, and all its sessions are ended.
person-unlock-done = The account is open again.
person-last = This is the last legal representative. Name another one first.
person-meanwhile = Somebody else changed the role at the same time. Look again.
rules-text = What is asked of everybody, from their next action on.
rules-saved = Saved. It holds from everybody’s next action on.
rules-two-step = Require two-step verification: who has none sets it up before anything else opens, here, at services and for programs.
rules-number = A number from the login page is typed on the phone
rules-number-never = when a service asks for it
rules-number-new = when the browser is new or unknown
rules-number-always = always
rules-number-hint = It stops a YES to somebody else’s sign-in.
rules-digits = Digits of that number
rules-methods = Besides the Assent app, people may set up
rules-methods-hint = What is set up already stays and goes on working.
rules-key = The key of a phone that is linked from now on lies
rules-key-any = anywhere, also in a terminal
rules-key-tee = in the phone’s hardware
rules-key-strongbox = in a separate secure chip
rules-key-hint = As the phone’s hardware proves, or, without a proof, as the app says. Phones that are linked already stay.
rules-proved = Phones that are linked from now on must prove that their key lies in hardware.
rules-proved-hint = Android phones with Google’s services can. iPhones, terminals and phones with another system mostly can’t.
rules-request = A request waits for its answer
rules-session = A session lives at most
rules-configured = as the server is configured
rules-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
rules-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
rules-strict = Strict, after NIST SP 800-63B-4: passwords of 15 characters for everybody, sessions of a day at most and an hour without use, no codes by SMS.
rules-confirm = { $count ->
    [one] One person has no second step. From their next action on they can do nothing but set one up; their programs stop too.
   *[other] { $count } people have no second step. From their next action on they can do nothing but set one up; their programs stop too.
 } Require it?
rules-confirm-go = Require it
webhook = Webhook
webhook-title = Webhook of { $name }
webhook-text = Signed messages about answers, “It was not me”, and phones that come and go.
webhook-url = Address
webhook-url-hint = https, and public unless the configuration names your network. Setting it makes a new secret.
webhook-go = Set it and make a secret
webhook-set = It is set. This is the secret that its signatures are checked with; it is not shown again:
webhook-refused = This address is not taken: { $why }
webhook-remove = Remove
webhook-removed = The service is told no more.
webhook-resent = The message goes out again.
webhook-taken = Taken
webhook-waiting = Again { $when }
webhook-given-up = Given up
webhook-resend = Send again
webhook-none = Nothing was told yet.

## First steps and mail
start = Getting started
start-text = What a new server still needs, one step after the other.
start-step-done = done
start-done = Everything is set up.
start-go = Do it
start-mail = Mail
start-mail-text = For invitations, forgotten passwords, and to tell people what happens to their accounts.
start-two-step = Two-step verification for yourself
start-two-step-text = With the phone, before anybody else depends on this server.
start-service = The first service
start-service-text = An application that asks here for YES or NO. It gets a key.
start-people = People
start-people-text = Invite somebody. Later you can ask everybody for two-step verification.
mail-set = Mail
mail-set-text = How this server’s mails go out.
mail-set-configured = The server’s configuration says how; it is changed there, under [mail].
mail-set-now = Through { $server }, from { $from }.
mail-set-test = Send a test to me
mail-set-remove = Send no mail any more
mail-set-server = Mail server
mail-set-server-hint = <b>smtps://</b> with TLS, <b>smtp://</b> with STARTTLS; only to this machine itself it may go unprotected.
mail-set-from = From
mail-set-user = User, if it asks for one
mail-set-password = Password, if it asks for one
mail-set-go = Send a test to { $to } and save
mail-set-saved = The mail server took a mail to { $to }, and the settings are used from now on. Look whether it arrives.
mail-set-tested = The mail server took a mail to { $to }. Look whether it arrives.
mail-set-removed = No mail goes out any more.
mail-set-no-server = That is no mail server’s address. Write for example smtps://mail.example.org.
mail-set-no-sender = Nobody can send from that. Write for example: Example <no-reply@example.org>
mail-set-half = A user and a password belong together: write both or neither.
mail-set-not-taken = Nothing was saved: the mail server did not take the test. It said: { $why }
