# Connexion : mot de passe, seconde étape, autres moyens.
sign-in = Se connecter
sign-in-wrong = Cela ne correspond pas. L’adresse ou le mot de passe est erroné. Vérifiez les deux et réessayez.
signed-out = Vous êtes déconnecté.
waiting = Répondez sur votre téléphone
waiting-yes = Ouvrez Assent sur votre téléphone et appuyez sur <b>OUI</b>. Appuyez sur <b>NON</b> si ce n’est pas vous.
waiting-number = Ouvrez Assent sur votre téléphone, saisissez ce nombre et appuyez sur <b>OUI</b>.
waiting-sent = { $phones ->
    [one] Envoyée à votre téléphone
   *[other] Envoyée à vos { $phones } téléphones
  }
waiting-reached = Arrivée sur { $phone }
waiting-now = En attente de votre réponse
waiting-on-its-way = En route
waiting-not-reached = Pas encore sur votre téléphone
waiting-not-reached-hint = Est-il allumé et connecté ? Ouvrir Assent va chercher la demande.
ask-again = Redemander
other-ways = Autres moyens de se connecter
fact-account = Compte
fact-from = Depuis
fact-with = Avec
waiting-ended = Terminé
waiting-time-up = Le temps est écoulé
waiting-paused = Les demandes sont en pause
waiting-denied = La réponse était NON
waiting-denied-text = Cette connexion s’arrête ici et personne n’est entré. Si vous avez appuyé sur NON par erreur, redemandez.
waiting-step-denied = NON sur { $phone }, { $when }
waiting-reported = Signalé : ce n’était pas vous
waiting-reported-text = Personne n’est entré. Quelqu’un connaît votre mot de passe : connectez-vous avec un code, puis <b>changez-le</b>. D’ici là, aucune demande n’est envoyée à votre téléphone.
waiting-step-reported = « Ce n’était pas moi » sur { $phone }, { $when }
waiting-expired = Aucune réponse
waiting-expired-text = Personne n’a répondu à temps. Redemandez quand vous aurez le téléphone, ou choisissez un autre moyen.
waiting-step-expired = Pas de réponse en { $time }
waiting-superseded = Une demande plus récente l’a remplacée
waiting-superseded-text = Répondez à la plus récente, ou redemandez d’ici.
waiting-cancelled = Cette demande a été annulée
waiting-cancelled-text = Le nombre était faux deux fois, ou elle a été retirée. Redemandez, ou choisissez un autre moyen.
waiting-codes-only = Aucune demande n’est envoyée pour l’instant
waiting-codes-only-text = Trop de demandes sont restées sans réponse ou ont reçu un NON : votre téléphone est laissé en paix un moment. Connectez-vous avec un code : ouvrez Assent, touchez le compte et saisissez les six chiffres.
waiting-quiet = Votre téléphone ne veut pas être dérangé
waiting-quiet-text = Votre téléphone ne veut pas être dérangé jusqu’à { $until } ; saisissez un code de votre application ou passez par un autre moyen.
code-title = Saisissez un code
code-text = Les six chiffres que { $apps } affiche maintenant. Cela marche sans réseau.
code-label = Code à six chiffres
code-wrong = Ce n’est pas le code affiché maintenant. Attendez le suivant et réessayez.
code-reused = Ce code a déjà servi. Attendez le suivant.
code-clock-slow = L’horloge du téléphone retarde de { $time }. Mettez-la en automatique, puis réessayez.
code-clock-fast = L’horloge du téléphone avance de { $time }. Mettez-la en automatique, puis réessayez.
backup-title = Saisissez un code de secours
backup-text = L’un des dix que vous avez gardés en activant la vérification en deux étapes. Chacun sert une fois.
backup-label = Code de secours
backup-wrong = Ce n’est pas l’un de vos codes de secours non utilisés.
ways-text = Choisissez-en un que vous avez avec vous.
way-phone = OUI sur un téléphone
way-code = Code d’une application
way-code-text = Six chiffres, marche sans réseau
way-backup = Code de secours
way-backup-left = { $left ->
    [one] Il vous reste un code
   *[other] Il vous reste { $left } codes
  }
way-help = Aucun de ceux-ci
way-help-text = Demandez de l’aide à la personne qui gère ce site.
ways-stop = Se connecter avec un autre compte
confirm-title = Votre mot de passe encore une fois
confirm-text = La suite est importante, alors nous vérifions que c’est vous. Cela vaut quelques minutes.
confirm-wrong = Ce n’est pas votre mot de passe.
landing-title = Ce lien est pour l’application Assent
landing-text = Ouvrez Assent sur votre téléphone et scannez l’image à l’ordinateur, ou collez-y l’adresse entière de cette page.
landing-terminal = Dans un terminal : <b>assent link</b>, puis collez l’adresse.
authorise-title = Lier ce téléphone ?
authorise-text = <b>{ $phone }</b> veut répondre aux connexions à <b>{ $account }</b> et produire ses codes.
authorise-warning = Ne continuez que si vous venez de commencer cela dans Assent sur ce téléphone même.
authorise-yes = Autoriser
authorise-bad = On ne peut pas répondre
authorise-bad-text = La demande de l’application est incomplète ou trop ancienne. Recommencez dans Assent.
setup-title = Le premier administrateur
setup-text = Personne n’a encore de compte ici. Le vôtre pourra créer tous les autres.
setup-token = Jeton de mise en route
setup-token-hint = Le serveur l’a affiché à son démarrage : voyez son terminal ou son journal.
setup-token-wrong = Ce n’est pas le jeton du dernier démarrage du serveur, ou quelqu’un était plus rapide.
setup-go = Créer le compte
forgotten = Mot de passe oublié ?
forgotten-text = Saisissez l’adresse avec laquelle vous vous connectez. Nous envoyons un lien qui permet de choisir un nouveau mot de passe ; votre deuxième étape reste telle quelle.
forgotten-go = Envoyer le lien
forgotten-asked = Consultez vos courriels
forgotten-asked-text = S’il existe un compte à cette adresse, un lien est en route. Il est valable une heure. Rien reçu ? Regardez parmi les indésirables, ou réessayez dans cinq minutes.
forgotten-no-mail = Ce serveur n’envoie pas de courriels. Demandez de l’aide à un administrateur de votre organisation.
to-sign-in = Vers la page de connexion
reset = Nouveau mot de passe
reset-text = Tous les navigateurs seront déconnectés. Votre deuxième étape reste telle quelle.
reset-gone = Ce lien a déjà servi ou est trop ancien.
reset-again = Demander un autre lien
reset-done = Le nouveau mot de passe est enregistré. Connectez-vous avec.
sign-in-passkey = Se connecter avec une clé d’accès
sign-in-passkey-wrong = Cette clé d’accès n’ouvre rien ici. Prenez-en une autre, ou le nom et le mot de passe.
way-passkey = Clé d’accès ou clé de sécurité
passkey-text = Votre navigateur demande la clé, puis votre empreinte, votre visage ou votre code.
passkey-go = Utiliser la clé
confirm-passkey = Utiliser plutôt une clé d’accès
trust-this = Faire confiance à ce navigateur pendant 30 jours : pas de deuxième étape ici
unlock-done = Votre mot de passe ouvre de nouveau. Connectez-vous.
unlock-title = Rouvrir votre mot de passe
unlock-text = Le mot de passe de { $account } a été fermé après trop d’essais manqués. Si vous avez une deuxième étape, elle sera demandée ensuite.
unlock-go = Le rouvrir
unlock-gone = Ce lien a été utilisé ou est trop ancien, ou le mot de passe est déjà ouvert.
sms-code = { $code } est votre code pour { $server }. Ne le donnez à personne, nous ne le demanderons jamais.
way-sms = Code par SMS au { $number }
way-sms-text = Une pression l’envoie
sms-title = Un code par SMS
sms-text = Nous envoyons six chiffres à l’un de vos numéros. Ils valent dix minutes.
sms-sent = Un code est en route vers le { $number }.
sms-send = Envoyer un code au { $number }
sms-again = Envoyer un autre code
sms-label = Code à six chiffres
sms-wrong = Ce n’est pas le dernier code envoyé, ou il a plus de dix minutes. Vérifiez, ou faites-en envoyer un autre.
sms-number-limit = Assez de codes sont partis vers ce numéro pour l’instant. Attendez { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  }, ou prenez un autre moyen.
sms-country-limit = Beaucoup de codes sont partis vers ce pays, aucun n’est donc envoyé pour l’instant. Attendez { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  }, ou prenez un autre moyen.
sms-broken = Le code n’a pas pu être envoyé : le service de SMS ne l’a pas pris. Réessayez dans un moment, ou prenez un autre moyen.
sms-not-set-up = Ce serveur n’envoie plus de SMS. Prenez un autre moyen.
forgotten-name = Adresse de connexion oubliée ?
forgotten-name-text = Saisissez le numéro de téléphone et l’adresse que vous avez donnés pour retrouver l’accès. Nous y écrivons avec quelle adresse vous vous connectez. Rien ne part par SMS.
forgotten-name-go = Envoyer
forgotten-name-asked = Si les deux appartiennent à un même compte, un courriel est en route vers cette adresse. Rien reçu ? Regardez parmi les indésirables, réessayez dans cinq minutes, ou demandez à un administrateur de votre organisation.
