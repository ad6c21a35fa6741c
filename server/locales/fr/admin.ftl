# Administration.
services-text = Applications dont les connexions sont protégées. Chacune a une clé pour l’API des services.
services-name = Nom du service
services-name-hint = Les gens le voient sur leur téléphone : prenez le nom qu’ils connaissent.
services-name-missing = Saisissez un nom qui peut être affiché.
services-go = Ajouter et créer une clé
services-made = <b>{ $name }</b> est ajouté. Voici sa clé d’API ; elle ne sera plus montrée :
services-revoked = La clé de { $name } n’ouvre plus rien.
services-since = depuis { $when }
services-off = Révoqué
services-none = Aucun service pour l’instant. Ajoutez le premier ci-dessus.
services-docs = Comment l’appeler : <a href="/service/v1/openapi.json">document OpenAPI</a>.
revoke-title = Révoquer la clé de { $name }
revoke-text = Ses connexions ne peuvent plus consulter personne, tout de suite. C’est définitif ; vous pourrez ajouter le service de nouveau avec une nouvelle clé.
people-text = Toutes les personnes qui ont un compte ici. En rouge : le mot de passe seul l’ouvre.
people-add = Ajouter une personne
people-add-go = Ajouter
people-invited = { $name } est ajouté et reçoit un e-mail pour choisir un mot de passe.
people-added = { $name } est ajouté. Remettez le mot de passe en personne.
people-person = Personne
people-two-step = Vérification en deux étapes
people-account = Compte
people-locked = Verrouillé
people-lock = Verrouiller
people-unlock = Déverrouiller
people-password-hint = Son premier mot de passe, au moins 8 caractères (15 pour les administrateurs). Il se change sous Profil.
people-warning = { $count ->
    [one] <b>Une personne n’a pas la vérification en deux étapes.</b>
   *[other] <b>{ $count } personnes n’ont pas la vérification en deux étapes.</b>
 } Un mot de passe volé suffit pour entrer à leur place. <a href="/admin/rules">L’exiger de tout le monde</a>
people-filter = Filtre
people-everyone = Tout le monde
people-without = Sans deux étapes
people-external = Externes
people-search = Nom ou adresse
people-nobody = Personne ne correspond.
people-invite-hint = Laissez vide : un courriel apporte un lien pour le choisir. Ou saisissez-le et remettez-le en personne.
role = Rôle
role-text = Un représentant légal répond de l’organisation ; seul un autre peut donner ou retirer ce rôle.
role-legal-representative = Représentant légal
role-administrator = Administrateur
role-collaborator = Collaborateur
role-external = Utilisateur externe
person-made = Depuis { $when }
person-two-step = Un mot de passe volé ne suffit pas.
person-no-two-step = Le mot de passe seul ouvre ce compte.
person-alert = Alerte de sécurité
person-alert-text = Un courriel qui demande de vérifier les réglages de sécurité.
person-send = Envoyer
person-reset = Nouveau mot de passe
person-reset-text = Un courriel avec un lien pour en choisir un. La deuxième étape reste ; vous n’en voyez rien.
person-open = Le compte est ouvert
person-locked = Verrouillé { $when }
person-unlock-text = Déverrouiller oublie aussi les essais manqués de mots de passe et de codes.
person-role-done = Le rôle est changé ; un courriel le dit.
person-alert-done = Une alerte de sécurité part vers { $name }.
person-reset-done = Un lien pour un nouveau mot de passe part vers { $name }.
person-lock-done = Plus rien n’ouvre ce compte, et toutes ses sessions sont terminées.
person-unlock-done = Le compte est de nouveau ouvert.
person-last = C’est le dernier représentant légal. Nommez-en d’abord un autre.
person-meanwhile = Quelqu’un d’autre a changé le rôle en même temps. Regardez de nouveau.
rules-text = Ce qui est demandé à tout le monde, dès la prochaine action.
rules-saved = Enregistré. Cela vaut dès la prochaine action de chacun.
rules-two-step = Exiger la vérification en deux étapes : qui ne l’a pas la configure avant que quoi que ce soit d’autre s’ouvre, ici, chez les services et pour les programmes.
rules-number = Un nombre de la page de connexion se tape sur le téléphone
rules-number-never = quand un service le demande
rules-number-new = quand le navigateur est nouveau ou inconnu
rules-number-always = toujours
rules-number-hint = Cela évite un OUI à la connexion de quelqu’un d’autre.
rules-digits = Chiffres de ce nombre
rules-methods = Outre l’application Assent, chacun peut configurer
rules-methods-hint = Ce qui est déjà configuré reste et continue de fonctionner.
rules-key = La clé d’un téléphone lié à partir de maintenant se trouve
rules-key-any = n’importe où, même dans un terminal
rules-key-tee = dans le matériel du téléphone
rules-key-strongbox = dans une puce de sécurité séparée
rules-key-hint = Comme le prouve le matériel du téléphone ou, sans preuve, selon l’application. Les téléphones déjà liés restent.
rules-proved = Un téléphone lié à partir de maintenant doit prouver que sa clé se trouve dans le matériel.
rules-proved-hint = Les téléphones Android avec les services de Google le peuvent. Les iPhone, les terminaux et les téléphones avec un autre système ne le peuvent pas, le plus souvent.
rules-request = Une demande attend sa réponse
rules-session = Une session vit au plus
rules-configured = comme le serveur est configuré
rules-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
rules-hours = { $hours ->
    [one] 1 heure
   *[other] { $hours } heures
}
rules-strict = Strict, selon NIST SP 800-63B-4 : mots de passe de 15 caractères pour tout le monde, sessions d’un jour au plus et d’une heure sans usage, pas de codes par SMS.
rules-confirm = { $count ->
    [one] Une personne n’a pas de deuxième étape. Dès sa prochaine action, elle ne pourra qu’en configurer une ; ses programmes cessent aussi.
   *[other] { $count } personnes n’ont pas de deuxième étape. Dès leur prochaine action, elles ne pourront qu’en configurer une ; leurs programmes cessent aussi.
 } L’exiger ?
rules-confirm-go = L’exiger
webhook = Webhook
webhook-title = Webhook de { $name }
webhook-text = Messages signés sur les réponses, « Ce n’était pas moi », et les téléphones qui viennent et partent.
webhook-url = Adresse
webhook-url-hint = https, et publique sauf si la configuration nomme votre réseau. La définir crée un nouveau secret.
webhook-go = La définir et créer un secret
webhook-set = C’est fait. Voici le secret qui vérifie ses signatures ; il ne sera plus montré :
webhook-refused = Cette adresse n’est pas acceptée : { $why }
webhook-remove = Retirer
webhook-removed = Le service n’est plus prévenu.
webhook-resent = Le message repart.
webhook-taken = Reçu
webhook-waiting = Nouvel essai { $when }
webhook-given-up = Abandonné
webhook-resend = Renvoyer
webhook-none = Rien n’a encore été dit.

## Premiers pas et courriels
start = Premiers pas
start-text = Ce qu’il manque à un serveur neuf, une étape après l’autre.
start-step-done = fait
start-done = Tout est en place.
start-go = Le faire
start-mail = Courriels
start-mail-text = Pour les invitations, les mots de passe oubliés, et pour dire à chacun ce qui arrive à son compte.
start-two-step = La vérification en deux étapes pour vous-même
start-two-step-text = Avec le téléphone, avant que d’autres dépendent de ce serveur.
start-service = Le premier service
start-service-text = Une application qui demande ici OUI ou NON. Elle reçoit une clé.
start-people = Des personnes
start-people-text = Invitez quelqu’un. Plus tard, vous pourrez demander à tous la vérification en deux étapes.
mail-set = Courriels
mail-set-text = Comment partent les courriels de ce serveur.
mail-set-configured = C’est la configuration du serveur qui le dit ; on le change là, sous [mail].
mail-set-now = Par { $server }, de { $from }.
mail-set-test = M’envoyer un essai
mail-set-remove = Ne plus envoyer de courriels
mail-set-server = Serveur de courriels
mail-set-server-hint = <b>smtps://</b> avec TLS, <b>smtp://</b> avec STARTTLS ; sans protection seulement vers cette machine elle-même.
mail-set-from = Expéditeur
mail-set-user = Utilisateur, s’il en demande un
mail-set-password = Mot de passe, s’il en demande un
mail-set-go = Envoyer un essai à { $to } et enregistrer
mail-set-saved = Le serveur a pris un courriel pour { $to }, et les réglages servent désormais. Regardez s’il arrive.
mail-set-tested = Le serveur a pris un courriel pour { $to }. Regardez s’il arrive.
mail-set-removed = Plus aucun courriel ne part.
mail-set-no-server = Ce n’est pas l’adresse d’un serveur de courriels. Écrivez par exemple smtps://mail.example.org.
mail-set-no-sender = Personne ne peut envoyer de cette adresse. Écrivez par exemple : Example <no-reply@example.org>
mail-set-half = Un utilisateur et un mot de passe vont ensemble : écrivez les deux ou aucun.
mail-set-not-taken = Rien n’a été enregistré : le serveur n’a pas pris l’essai. Il a dit : { $why }
