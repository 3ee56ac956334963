#!/bin/sh
# essai.sh ADRESSE : ce qu’un tableau de bord déployé doit répondre; code 1 et le nom de ce qui manque sinon.
set -eu
home=${1%/}
failed=0

expect() {  # adresse, code attendu, texte attendu
    answer=$(curl -sS -w '\n%{http_code}' "$home$1") || answer=""
    code=$(printf '%s' "$answer" | tail -n 1)
    if [ "$code" = "$2" ] && printf '%s' "$answer" | grep -q "$3"; then
        echo "bien    $1"
    else
        echo "manque  $1 (code $code)"
        failed=1
    fi
}

expect /sante 200 '"status"'
expect /pret 200 true
expect / 200 '<html lang="fr-CA"'
expect '/carte?lang=en' 200 '<html lang="en-CA"'
expect /bri/app.css 200 .stApp
expect '/bri/chercher?q=mission' 200 groups
expect /bri/emporter/vue-ensemble.csv 200 ,
expect /bri/agenda.ics 200 BEGIN:VCALENDAR
expect /page-qui-n-existe-pas 404 .
expect /_stcore/health 200 ok
exit $failed
