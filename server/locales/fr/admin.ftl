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
people-added = { $name } est ajouté. Remettez le mot de passe en personne.
people-person = Personne
people-two-step = Vérification en deux étapes
people-account = Compte
people-admin = Administrateur
people-locked = Verrouillé
people-lock = Verrouiller
people-unlock = Déverrouiller
people-password-hint = Son premier mot de passe, au moins 8 caractères (15 pour les administrateurs). Il se change sous Profil.
people-make-admin = Peut administrer : ajouter des personnes et des services, verrouiller et déverrouiller des comptes.
