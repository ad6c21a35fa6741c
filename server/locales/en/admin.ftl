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
people-added = { $name } is added. Hand the password over in person.
people-person = Person
people-two-step = Two-step verification
people-account = Account
people-admin = Administrator
people-locked = Locked
people-lock = Lock
people-unlock = Unlock
people-password-hint = Their first password, at least 8 characters (15 for administrators). They change it under Profile.
people-make-admin = May administer: add people and services, lock and unlock accounts.
