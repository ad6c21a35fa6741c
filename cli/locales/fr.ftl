# Le téléphone du terminal, en français. Les mêmes clés que en.ftl.

## Listes
column-account = COMPTE
column-code = CODE
column-left = RESTE
column-next = SUIVANT
column-state = ÉTAT
column-id = ID
column-service = SERVICE
column-from = DEPUIS
column-when = QUAND
column-answer = RÉPONSE
state-active = lié
state-pending = non confirmé
state-unlinked = délié
state-codes = codes seuls
state-quiet = silence jusqu’à { $until }
column-kind = TYPE
column-note = REMARQUE
list-empty =
    Aucun compte ici. Liez-en un avec « assent link » (le texte ou l’image que l’ordinateur montre)
    ou ajoutez les codes d’un autre site avec « assent add ».
damaged =
    { $count ->
        [one] 1 enregistrement est abîmé et a été mis de côté ; tout le reste est dans la liste.
       *[other] { $count } enregistrements sont abîmés et ont été mis de côté ; tout le reste est dans la liste.
    } Remettez une sauvegarde du coffre pour les retrouver, ou abandonnez-les avec « assent forget-damaged ».
ask-forget-damaged =
    { $count ->
        [one] Abandonner pour de bon 1 enregistrement abîmé ? [o/N]
       *[other] Abandonner pour de bon { $count } enregistrements abîmés ? [o/N]
    }
forgot-damaged =
    { $count ->
        [0] Rien n’a été abandonné.
        [one] 1 enregistrement abîmé a été abandonné.
       *[other] { $count } enregistrements abîmés ont été abandonnés.
    }
pending-empty = Rien n’attend de réponse.
history-empty = Aucune réponse jusqu’ici.
code-left = encore { $secs } s
code-next = puis { $code }
clock-slow = L’horloge de cette machine retarde de { $secs } s par rapport à { $server }. Réglez-la sur automatique : les codes d’autres sites pourraient être refusés.
clock-fast = L’horloge de cette machine avance de { $secs } s par rapport à { $server }. Réglez-la sur automatique : les codes d’autres sites pourraient être refusés.
code-counted = Ce code est maintenant utilisé ; le prochain appel donne le suivant.

## Lier
link-signing-in = Ouvrez cette adresse dans votre navigateur et connectez-vous :
link-waiting-browser = En attente du navigateur …
link-browser-done = C’est fait. Revenez au terminal.
link-browser-refused = Cela n’a pas fonctionné. Revenez au terminal.
link-code = Tapez ce code sur l’ordinateur :
link-waiting = En attente de la saisie …
linked = { $account } chez { $issuer } est lié.

## Demandes
asks = { $service } demande : est-ce vous ?
field-account = Compte
field-from = Depuis
field-with = Avec
field-when = Quand
field-left = Reste
field-number = Nombre
from-unknown = inconnu
new-browser = un navigateur jamais vu
known-browser = un navigateur connu
seconds = { $secs } s
type-number = Tapez le nombre à { $digits } chiffres affiché par la page de connexion, puis y.
keys-answer = [y] OUI   [n] NON   [m] Ce n’était pas moi
keys-choose = Tapez un numéro pour en voir une ; rien n’est répondu sans regarder.
several = Attention : { $count } demandes à la fois. Si vous ne vous connectez pas { $count } fois, c’est peut-être quelqu’un d’autre.
watching = En attente. Les demandes apparaissent ici ; q termine.
answer-sending = Envoi …
answered-approve = Approuvé. La connexion continue toute seule.
answered-deny = Refusé.
answered-report = Refusé et signalé. Changez maintenant votre mot de passe : quelqu’un le connaît peut-être.
history-not-kept = Cela n’a pas pu être inscrit dans l’historique.
verdict-approve = OUI
verdict-deny = NON
verdict-report = pas moi
outcome-approved = approuvée
outcome-denied = refusée
outcome-expired = expirée
outcome-cancelled = annulée
over-expired = La demande de { $service } a expiré.
over-settled = La demande de { $service } est terminée : { $outcome }.
over = La demande de { $service } est terminée.
server-trouble = { $account } : { $why }
server-again = { $account } : le serveur répond de nouveau.

## Nouvelles
notice-unlinked = { $account } a été délié de ce téléphone.
notice-device-linked = { $account } : un autre téléphone a été lié, « { $name } ». Si ce n’était pas vous, supprimez-le tout de suite.
notice-device-removed = { $account } : le téléphone « { $name } » a été supprimé.
notice-changed = { $account } : { $what } Si ce n’était pas vous, allez-y tout de suite : { $link }
change-password = le mot de passe a été changé.
change-option-added = un autre moyen de connexion a été ajouté.
change-option-removed = un moyen de connexion a été supprimé.
change-backup-codes = de nouveaux codes de secours ont été créés.
change-program-added = un mot de passe ou un jeton pour un programme a été créé.
change-email = l’adresse de connexion a été changée.
change-recovery = les moyens de retrouver l’accès ont changé.
change-recovery-begun = quelqu’un retrouve l’accès par ce qui a été préparé. « assent stop-recovery » l’arrête.
change-other = quelque chose a changé dans sa sécurité.
notice-reported = { $account } : une connexion à { $service } a été signalée comme « ce n’était pas moi ».
notice-renamed = { $account } a maintenant un nouveau nom.
notice-quiet = { $account } : silence jusqu’à { $until } ; aucune demande ne vient.
notice-quiet-over = { $account } envoie de nouveau des demandes.

## Changements
added = { $account } ajouté.
removed = { $account } supprimé.
recovery-stopped = Aucune récupération de { $account } n’est plus en cours.
quiet-on = { $account } se tait jusqu’à { $until }, sur tous vos téléphones. Les codes marchent toujours.
quiet-off = { $account } envoie de nouveau des demandes.
repaired = { $account } fonctionne de nouveau, à son ancienne place.
repaired-old-listed = Le serveur n’a pas pu apprendre que l’ancien lien est parti. Supprimez l’ancien téléphone sur sa page : { $server }
repair-works = Le lien de { $account } fonctionne : clés, serveur et horloge sont bons.
move-out = Scannez ceci avec le nouveau téléphone, ou donnez-lui le texte (assent move in). { $count } comptes déménagent. Valable dix minutes ; ne le montrez à personne d’autre.
move-left-out = { $count } comptes de plus sont trop pour une seule image ; déménagez-les après ceux-ci.
move-codes-only = { $count } entrées n’ont que les codes d’un autre site. Elles ne déménagent pas ainsi : exportez-les ici et importez-les là-bas.
move-ask-code = Les six chiffres que montre le nouveau téléphone :
moved-out = { $account } a déménagé ; il n’est plus ici.
move-not-scanned = { $account } reste : le nouveau téléphone n’est pas venu le chercher.
move-code = Saisissez ce code sur l’ancien téléphone. Il vaut pour { $count } comptes :
move-waiting = En attente de la saisie …
moved-in = { $account } est ici maintenant.
renamed = Renommé en { $account }.
painted = { $account } a sa couleur.
ask-remove = Supprimer { $account } de ce téléphone ? [y/N]
ask-forget =
    Oublier { $account } ici, même si son serveur ne l’apprend pas ? Il pourra encore s’adresser à ce téléphone,
    et si c’est votre seul second facteur, vous risquez de vous enfermer dehors. [y/N]
not-removed = Rien n’a été supprimé.
ask-passphrase = Phrase secrète du coffre :
ask-passphrase-new = Une phrase secrète pour le nouveau coffre :
ask-passphrase-again = La même encore une fois :
vault-made = Nouveau coffre créé : { $path }

## Importation et exportation
ask-import-password = Mot de passe du fichier ({ $format }) :
ask-export-passphrase = Une phrase secrète pour le fichier (qui a les deux a tous les codes) :
import-found = Comptes dans le fichier ({ $format }) : { $count }
import-left-out = Non repris :
import-done = Importés : { $added }, remplacés : { $replaced }, laissés : { $skipped }.
import-delete = Le fichier contient les secrets de ces comptes. Supprimez-le dès que les codes fonctionnent.
kind-totp = toutes les { $secs } s
kind-hotp = à compteur
kind-steam = Steam
note-here = déjà ici
note-behind = déjà ici, et compté plus loin : { $here } reste, pas { $file }
note-twice = deux fois dans le fichier
note-weak = secret court
why-kind = ce type de code n’est pas connu ; seuls totp, hotp et steam le sont
why-algorithm = son algorithme n’est pas connu ; seuls SHA1, SHA256 et SHA512 le sont
why-digits = ses codes n’ont pas 6 à 8 chiffres
why-period = ses codes ne durent pas 1 à 3600 secondes
why-counter = son compteur manque
why-secret = son secret manque ou n’est pas en base32
why-deleted = il a été supprimé dans l’autre programme
why-linked = il est lié à { $detail } : liez-le à nouveau ici, ou transférez l’ancien téléphone vers celui-ci
export-done = Exportés : { $count }. Le fichier : { $path }
export-linked = Dedans par leur nom seulement, car leurs clés ne sortent jamais ; liez-les à nouveau sur l’autre téléphone, ou transférez :

## Reçus
receipt-good = Le reçu est juste.
receipt-server = Serveur
receipt-device = Clé du téléphone
receipt-approve-key = Clé d’un OUI
receipt-request-key = Clé d’un NON
receipt-service = Service
receipt-outcome = Issue
receipt-decided = Décidé
receipt-compare = Comparez le serveur et la clé du téléphone avec ceux que vous avez épinglés (ou donnez --server et --device-key) : un reçu apporte ses propres clés.

## Erreurs : ce qui s’est passé, que faire
error-locked = Le coffre est verrouillé. Déverrouillez-le et réessayez.
error-records = Le coffre ne peut pas être utilisé : { $detail }
error-no-vault = Il n’y a pas de coffre dans { $detail }. Créez-en un d’abord.
error-vault-exists = { $detail } existe déjà et a été laissé tel quel. Ouvrez-le, ou choisissez un autre endroit.
error-not-a-vault = { $detail } n’est pas un coffre Assent et a été laissé tel quel. Vérifiez le chemin.
error-vault-newer = Ce coffre vient d’une version plus récente d’Assent et n’a pas été touché. Mettez Assent à jour.
error-vault-damaged = Le fichier du coffre est abîmé et a été laissé tel quel. Copiez-le ailleurs, puis restaurez une sauvegarde.
error-record-damaged = L’enregistrement { $detail } est abîmé et a été mis de côté. Restaurez-le depuis une sauvegarde, ou oubliez-le pour continuer sans lui.
error-record-newer = Un enregistrement du coffre vient d’une version plus récente d’Assent. Mettez Assent à jour.
error-list-damaged = La liste des enregistrements du coffre est abîmée : ils restent lisibles, aucun ne peut être modifié. Exportez-les, ou oubliez la liste pour qu’elle soit refaite.
error-wrong-passphrase = Phrase de passe incorrecte. Essais restants avant sa désactivation : { $detail }.
error-slot-disabled = La phrase de passe est désactivée après trop d’essais incorrects. Ouvrez le coffre d’une autre façon.
error-slot-damaged = Cette façon d’ouvrir le coffre est abîmée ; la phrase de passe est peut-être juste. Ouvrez le coffre d’une autre façon, ou restaurez une sauvegarde.
error-no-slot = Le coffre ne s’ouvre pas de cette façon ({ $detail }). Ouvrez-le comme il a été préparé.
error-vault-key = Cette clé n’est pas celle de ce coffre. Utilisez celle qui a été créée avec lui. Rien n’a été écrit.
error-key-store = Le magasin de clés de l’appareil n’a pas répondu : { $detail } Réessayez, ou ouvrez le coffre d’une autre façon.
error-key-file = Le fichier de clé ne peut pas être utilisé : { $detail }
error-key-not-confirmed = Cela n’a pas été confirmé ; rien n’a été envoyé.
error-read-only = Le coffre ou son dossier est en lecture seule. Rendez-les modifiables et réessayez.
error-full = Il ne reste plus de place pour enregistrer le coffre. Libérez-en et réessayez. Rien n’a été modifié.
error-busy = Un autre Assent écrit dans ce coffre. Réessayez dans un instant.
error-ticket-not = Ce n’est pas un code de liaison Assent. Sur l’ordinateur, choisissez « Application Assent » pour en obtenir un.
error-ticket-damaged = Ce code de liaison est abîmé ou tronqué. Scannez-le ou copiez-le à nouveau.
error-ticket-newer = Ce code de liaison demande une application plus récente. Mettez-la à jour et réessayez.
error-ticket-unprotected = Ce code de liaison mène à une adresse non protégée (http). Le serveur doit utiliser https.
error-address = { $detail }
error-bad-address = Ce n’est pas l’adresse d’un serveur : elle doit commencer par https://.
error-no-network = Le serveur est injoignable ; rien n’a été envoyé. Vérifiez le réseau et réessayez, ou prenez un code : « assent code ».
error-timeout = Le serveur n’a pas répondu à temps. Réessayez ; la même réponse ne compte qu’une fois.
error-certificate = La connexion n’est pas sûre : le certificat du serveur n’est pas celui attendu. Rien n’a été envoyé.
error-not-a-server = Ce qui répond à cette adresse n’est pas un serveur Assent. Vérifiez l’adresse.
error-too-large = La réponse du serveur est trop longue ; rien n’en a été utilisé.
error-refused = Le serveur refuse : { $detail }
error-key-weak = Ce serveur veut des clés dans le matériel d’un téléphone, et une preuve : aucun terminal n’en a. Liez plutôt un téléphone, ou demandez à qui gère le serveur.
error-too-many-phones = Ce compte a déjà tous les téléphones permis. Retirez-en un sur les pages de son serveur, puis liez à nouveau.
error-untrusted = La réponse du serveur n’est pas digne de confiance, rien n’en a été utilisé : { $detail }
error-bad-receipt = La réponse a été envoyée, mais le reçu du serveur est faux ({ $detail }). Vérifiez sur l’ordinateur ce qu’il en est.
error-key = { $detail }
error-key-gone = La clé de ce compte a disparu. Supprimez le compte et liez-le à nouveau.
error-no-account = Il n’y a pas de tel compte ici. « assent list » les montre.
error-damaged = L’enregistrement de ce compte est abîmé. Supprimez-le et liez-le à nouveau.
error-codes-only = Ce compte n’a que des codes ; il n’y a rien à demander ni à répondre.
error-no-codes = Ce compte n’a pas de codes.
error-not-confirmed = Ce compte n’est pas encore confirmé. Tapez le code de liaison sur l’ordinateur, ou liez à nouveau.
error-link-refused = La liaison n’a pas été confirmée à temps ou a été refusée. Demandez un nouveau code sur l’ordinateur.
error-unlinked = Ce téléphone n’est plus lié au compte. Liez-le à nouveau ou supprimez le compte ici.
error-expired = Cette demande a expiré. Connectez-vous à nouveau pour en obtenir une autre.
error-settled = Cette demande est déjà réglée : { $detail }
error-number-needed = Tapez le nombre à { $detail } chiffres affiché par la page de connexion (--number).
error-number-wrong = Le nombre est faux : { $detail }
error-duplicate = Ces codes sont déjà ici. Dites --replace ou --keep-both.
error-import-unknown = Ce n’est pas une exportation qui puisse être lue ici. Ce qui peut l’être : { $detail }
error-import-password = Ce fichier ({ $detail }) est chiffré. Lancez ceci dans un terminal pour taper son mot de passe, ou donnez-le avec --password-stdin.
error-import-wrong-password = Le mot de passe est faux, ou le fichier est abîmé. Rien n’a été importé.
error-import-damaged = Le fichier est abîmé ({ $detail }). Exportez-le à nouveau. Rien n’a été importé.
error-import-too-large = Le fichier dépasse 16 Mio ou contient plus de 10 000 comptes. Exportez en plusieurs parties.
error-import-too-costly = Ouvrir ce fichier prendrait plus de temps ou de mémoire qu’aucune vraie exportation n’en demande. Exportez-le à nouveau.
error-import-newer = Ce fichier ({ $detail }) est d’une version plus récente que celles connues ici. Mettez Assent à jour.
error-import-encrypted = Ce fichier chiffré ({ $detail }) ne peut pas être lu ici. Exportez là-bas à nouveau sans mot de passe, importez ce fichier, puis supprimez-le.
error-import-incomplete = Seuls { $detail } des codes QR sont là. Donnez-les tous à la fois, dans n’importe quel ordre.
error-import-no-accounts = Il n’y a aucun compte dans ce fichier ({ $detail }). Rien n’a été importé. Vérifiez dans { $detail } que le compte y est, et exportez-le à nouveau.
error-import-other-batch = Ces codes QR appartiennent à des exportations différentes. Donnez ceux d’une seule.
error-import-undecided = { $detail } de ces comptes sont déjà ici ou deux fois dans le fichier. --preview montre lesquels ; dites --duplicates replace, keep-both ou skip. Rien n’a été importé.
error-export = Rien n’a été exporté : { $detail }
error-export-exists = { $detail } existe déjà et a été laissé tel quel. Choisissez un autre nom.
error-still-linked = Rien n’a été supprimé, car le serveur n’a pas pu être prévenu : { $detail } Supprimez-le sur la page du serveur, ou ici seulement avec --forget.
error-bad-quiet = Le silence finit dans le futur, dans les 24 heures. Donnez une autre heure.
error-other-account = Ceci est pour un autre compte ou un autre serveur. Prenez un code de liaison du compte à réparer.
error-repair-key-gone = La clé de { $detail } n’existe plus. Refaites le lien : « assent repair » avec un code de liaison de l’ordinateur, ou avec --sign-in.
error-repair-unlinked = Le serveur ne connaît plus ce téléphone pour { $detail }. Refaites le lien : « assent repair » avec un code de liaison de l’ordinateur, ou avec --sign-in.
error-repair-old-copy = Ceci est une copie ancienne de { $detail } : le serveur a entendu des messages plus récents. Refaites le lien : « assent repair » avec un code de liaison de l’ordinateur, ou avec --sign-in.
error-not-moving = Aucun compte ne déménage vers ce téléphone. Scannez d’abord l’image de l’ancien téléphone : « assent move in ».
error-not-a-move-code = Le code que montre le nouveau téléphone a six chiffres.
error-not-scanned = Le nouveau téléphone n’a pas encore scanné le code. Scannez-le, puis saisissez les six chiffres qu’il montre.
error-move-code = Ce n’est pas le code du téléphone qui est venu ; rien n’a déménagé. Essais restants : { $detail }.
error-move-code-silent = Ce n’est pas le code des téléphones qui sont venus ; rien n’a déménagé. Essais restants : { $detail }. Des serveurs n’ont pas répondu : si leurs comptes comptent dans le code du nouveau téléphone, affichez-le là-bas sans eux (assent move code --without COMPTE).
error-move-stopped = Ce déménagement est terminé : le code était faux trois fois, deux téléphones sont venus, il a été arrêté ou son temps est écoulé. Recommencez avec « assent move out ».
error-move-rest = Des comptes restent ici. « assent move out » déménage le reste.
error-sign-in = La connexion a été annulée ou refusée. { $detail }
error-callback = Ce que le navigateur a apporté n’appartient pas à cette connexion. Recommencez.
error-random = La source aléatoire du système a échoué ; rien n’a été fait.
error-several-accounts = Plusieurs comptes correspondent à « { $detail } ». Donnez-en plus, ou l’id de « assent list ».
error-no-request = Aucune demande correspondante n’attend. « assent pending » montre ce qui attend.
error-several-requests = Plusieurs demandes attendent. Donnez le début d’un id de « assent pending ».
error-no-linked = Aucun compte n’est lié ici, donc rien ne sera demandé. Liez-en un avec « assent link ».
error-picture = L’image ne peut pas être lue : { $detail }
error-no-code-in-picture = Aucun code QR lisible dans l’image. Reprenez-la, nette et entière.
error-io = { $detail }
error-file = Ce fichier ne peut pas être lu : { $detail }. Vérifiez son nom et ses droits.
error-receipt = Le reçu ne prouve rien : { $detail }
error-passphrase-differs = Les deux phrases diffèrent. Rien n’a été créé.
error-need-terminal = Il n’y a personne à qui demander (pas de terminal). Dites --yes si c’est voulu.
error-no-home = Aucun endroit connu pour le coffre. Donnez-en un avec --vault.

demo-open =
    Un serveur tourne ici, avec un petit wiki qui l’emploie, et ce terminal est le téléphone d’Ada.

      1. Ouvrez        { $wiki }
         Connexion     { $email }
         Mot de passe  { $password }
      2. La demande apparaît ci-dessous. Appuyez sur o, et le navigateur continue tout seul.

    Les pages d’Ada : { $portal } (même mot de passe ; ensuite le téléphone est aussi consulté).
    Ses courriels : { $mails }
    Pour un autre téléphone, dans les cinq minutes : scannez ceci, puis saisissez ses six chiffres à
    { $page }

    { $picture }
    { $ticket }
demo-end = La démonstration est finie.
demo-ok = ok
demo-failed = ÉCHEC
demo-step-link = lier un téléphone avec un ticket
demo-step-yes = OUI laisse entrer le navigateur
demo-step-no = NON le laisse dehors
demo-step-number = nombre reporté sur le téléphone
demo-step-code = code hors ligne
demo-step-code-again = le même code est refusé
demo-step-backup = code de secours
demo-step-receipt = reçu vérifié
demo-step-forged = reçu à un octet près refusé
demo-all-done = Tout a fait ce qu’il devait.
error-demo = La démonstration a échoué : { $detail }

## Verrouillage
column-way = S’OUVRE PAR
way-key-file = fichier de clé
way-passphrase = phrase secrète
way-pin = code PIN
way-recovery-key = clé de secours
way-unknown = quelque chose que cette version ne connaît pas
way-works = fonctionne
way-tries-left =
    { $count ->
        [one] fonctionne, 1 essai restant
       *[other] fonctionne, { $count } essais restants
    }
way-disabled = désactivé après trop d’essais faux
way-damaged = abîmé
lock-no-vault = Il n’y a pas encore de coffre. Il est créé à la première utilisation.
lock-pin-set = Le code PIN est défini. Ouvrez le coffre avec lui par « --pin ».
lock-recovery-key =
    { $key }
    Notez cette clé de secours maintenant et gardez-la loin de cette machine : elle ne sera plus montrée, et une plus
    ancienne n’ouvre plus le coffre. Ouvrez le coffre avec elle par « --recovery-key ».
lock-removed = Le coffre ne s’ouvre plus par ceci : { $way }.
lock-not-there = Le coffre ne s’ouvrait de toute façon pas par ceci : { $way }.
ask-pin = Code PIN :
ask-pin-new = Nouveau code PIN (6 chiffres ou plus, ou une phrase secrète) :
ask-pin-again = Le même code PIN encore une fois :
ask-recovery-key = Clé de secours :
error-pin-differs = Les deux codes PIN diffèrent. Rien n’a été changé.
error-pin-few-digits = Le code PIN a moins de 6 chiffres. Prenez-en 6 ou plus, ou une phrase secrète.
error-pin-short = Une phrase secrète a au moins 8 caractères. Prenez-en une plus longue, ou 6 chiffres.
error-pin-long = Le code PIN dépasse 1024 octets. Prenez-en un plus court.
error-pin-repeats = Le code PIN ne fait que se répéter. Prenez-en un plus difficile à deviner.
error-pin-counts = Le code PIN ne fait que compter. Prenez-en un plus difficile à deviner.
error-pin-common = Le code PIN est l’un de ceux que la plupart des gens prennent. Prenez-en un plus difficile à deviner.
error-pin-wrong = Mauvais code PIN. Essais restants avant qu’il soit désactivé : { $detail }.
error-pin-disabled = Le code PIN est désactivé après trop d’essais faux. Ouvrez le coffre autrement, par exemple avec « --recovery-key », et définissez un nouveau code PIN avec « assent lock pin ».
error-recovery-key-length = Une clé de secours a 28 lettres et chiffres, celle-ci en a { $detail }. Saisissez-la en entier.
error-recovery-key-letter = « { $detail } » n’est dans aucune clé de secours. Regardez à nouveau le papier.
error-recovery-key-check = Un caractère de la clé de secours est faux. Regardez à nouveau le papier.
error-recovery-key-wrong = Cette clé de secours n’ouvre pas ce coffre. Utilisez la plus récente qui a été créée pour lui.
error-last-way = C’est la dernière façon d’ouvrir le coffre. Ajoutez-en une autre d’abord.
