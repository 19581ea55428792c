"""How one-time codes are asked for, sent and spoken of, and which codes stay."""

from replay.privacy.words.asking import ENTER
from replay.privacy.words.plain import Words, loose

CODE = loose(
    r"(?:codes?|códigos?|codice|codici|kode[nr]?|kod[uy]?|koodi|kód|codul|код|κωδικός|验证码|驗證碼|コード|코드)"
)
"""What any code is called."""

ONE_TIME = loose(
    r"(?:one[- ]time (?:pass)?(?:code|word|pin)|otp|totp|(?:verification|security|confirmation|"
    r"authentication|"
    r"login|log[- ]in|sign[- ]in|access|auth|sms|text|2fa|mfa|two[- ]factor|two[- ]step|activation|unlock|"
    r"pairing|"
    r"device)[ -](?:code|pin|number)|2fa|mfa|(?:m|sms-?|chip-?|push-?|photo-?)?tan|"
    r"einmal-?(?:passwort|kennwort|code|pin)|(?:bestätigungs|sicherheits|freischalt|aktivierungs|zugangs|"
    r"anmelde|"
    r"verifizierungs|verifikations|prüf|entsperr|kopplungs|sms-?|2fa-|login-?)code|"
    r"code (?:de |d['’]|à |par )(?:vérification|sécurité|confirmation|accès|validation|connexion|"
    r"usage unique|sms)|"
    r"code (?:reçu|sms|temporaire)|"
    r"códigos? (?:de |do |da )?(?:verificación|seguridad|confirmación|acceso|verificação|segurança|"
    r"confirmação|"
    r"autenticação|activación|ativação|un solo uso|sms|temporal)|"
    r"codice (?:di |d['’])?(?:verifica|sicurezza|conferma|accesso|attivazione|autenticazione|sblocco|otp|sms|"
    r"temporaneo|monouso)|"
    r"(?:verificatie|beveiligings|toegangs|inlog|bevestigings|activatie|sms-?)code|"
    r"kod (?:weryfikacyjny|sms|autoryzacyjny|potwierdzający|jednorazowy|aktywacyjny|dostępu|z sms\w*)|"
    r"(?:engangs|bekræftelses|bekreftelses|verifiserings|engångs|verifierings|säkerhets|sikkerheds)kode?n?|"
    r"(?:vahvistus|kertakäyttö)koodi|(?:ověřovací|potvrzovací|jednorázový) kód|doğrulama kodu|onay kodu|"
    r"код подтверждения|одноразовый (?:код|пароль)|authenticator(?: code)?|验证码|驗證碼|認証コード|"
    r"인증 ?번호|인증 ?코드)"
)
"""What those are called that count once."""

OTHER = Words(
    r"(?:postal|post|zip|promo|promotion|country|area|dial\w*|product|item|article|artikel|discount|"
    r"voucher|coupon|"
    r"gutschein|rabatt|error|fehler|status|exit|return|response|http|source|quell|colou?r|farb|dress|qr|"
    r"bar|branch|"
    r"sort|bank|tax|cost|swift|bic|currency|airport|booking|länder|lager|referral|invite|einladungs|gift|"
    r"geschenk|"
    r"material|account|department|project|projekt|kunden|customer|client|hs|icd|iata|language|machine|byte|"
    r"legacy|"
    r"morse|penal|civil|class|style|vendor|stock|waren|store|filial|kortings?)"
    r"[- ]?(?:codes?|kode?n?)|"
    r"codes? (?:postal|barre|promo|couleur|erreur|d['’]erreur|article|client|source|pays|produit|review|base|"
    r"civil|"
    r"pénal|de la route|freeze|style)|code-barres?|"
    r"códigos? (?:postal|de barras|de error|de erro|de producto|de produto|de cliente|de descuento|"
    r"de desconto|fuente|"
    r"civil|penal|fonte)|"
    r"codic[ei] (?:fiscal[ei]|postale|articolo|prodotto|cliente|sconto|errore|d['’]errore|a barre|sorgente|"
    r"civile|penale|"
    r"della strada|avviamento)|"
    rf"{CODE} (?:projekt\w*|progetto|projet|proyecto|projeto|project|commessa|ordine|pedido|commande|"
    rf"zamówieni\w+)|"
    r"kod (?:pocztowy|kreskowy|rabatowy|błędu|produktu|źródłowy|kraju)|\bplz\b|postleitzahl|\bcap\b"
)
"""Codes that stay: of places, things, mistakes and programs."""

WORKED_ON = Words(
    r"\b(?:review|commit|merge|branch|build|deploy|tickets?|orders?|bestell\w*|lines?|zeilen?|lignes?|"
    r"issues?|bugs?|pr|mr|"
    r"invoice|article|artikel|part|item|price|version|run|test|tests|error|fehler|since|seit|about|over)\b"
)
"""What stands around numbers of work beside the word "code"."""

FIELD = Words(
    rf"\b{ONE_TIME}|verification|two[- ]factor|auth(?:entication|enticator)? (?:code|token)|"
    r"(?:confirmation|text|e-?mail|backup|recovery)[ -]?code|passcode|\d[- ]?(?:digits?|stellig\w*|"
    r"chiffres|cifre|cifras|cijfers)|"
    rf"einmal\w*|jednorazow\w*|\b{CODE} (?:from|we|you|aus|von|par|por|via|per|sms|z)\b|"
    rf"{ENTER}\W.{{0,16}}\b{CODE}|(?:your|ihr|dein) {CODE}|"
    rf"^{CODE}(?: (?:input|edit|text\w*|entry|field|ax\w*).*)?$|^token$"
)
"""What a field for one is called."""
DIALOG = Words(
    rf"\b{ONE_TIME}\b|zwei[- ]?faktor|deux (?:facteurs|étapes)|dos (?:factores|pasos)|due (?:fattori|"
    rf"passaggi)|"
    r"twee ?(?:stap|factor)\w*|dwóch (?:krok|etap)\w*|kodem\b|tvåsteg\w*|totrin\w*|tofaktor\w*|"
    r"kaksivaihei\w*|iki (?:adım|faktör)\w*|dvoufáz\w*|двух\w+|dois (?:fatores|passos|etapas)|dwuetapow|"
    r"dwuskładnikow|zwei[- ]?schritt|"
    r"zweistufig|"
    r"identität|identité|identidad|identità|identidade|tożsamoś|"
    r"(?:verify|confirm) (?:(?:that )?it['’]?s (?:really )?you|your (?:identity|account|e-?mail|phone|"
    r"number|login|"
    r"device)|sign-?in)|confirm it['’]?s|verifizier|verification|two[- ]?(?:factor|step)|2[- ]?(?:fa|step)|"
    rf"{ENTER}\W.{{0,24}}\b{CODE}\b|\b{CODE}\W.{{0,16}}{ENTER}|\b{CODE} (?:we|you|sent)\b|"
    r"one[- ]time|duo\b|vérification|confirme[zr]? (?:votre|tu|su) |securid|einmal(?:passwort|kennwort)|"
    r"3-?d[ -]?secure|identity check|verificación|verificação|weryfikacj|"
    r"bestätig\w* (?:sie |du )?(?:ihre?|deine?|die) (?:e-?mail\S*|telefon\w*|handy\w*|rufnummer|nummer|"
    r"anmeldung|konto)"
)
"""What a window or a page is called that asks for one."""
MAYBE = Words(
    r"security (?:check|challenge|verification)|sicherheits(?:abfrage|überprüfung|prüfung|check)|"
    r"\bchallenge\b|"
    r"checkpoint|check your (?:e-?mail|phone|inbox|messages|texts)|(?:new|trust|link|activate|connect|pair|"
    r"add|"
    r"confirm|register) (?:a |an |your |this |new )?(?:device|phone|tv|browser|computer)|"
    r"device (?:activation|login|code|link\w*)|\bpair(?:ing)?\b|koppel|kopplung|"
    r"gerät (?:verbinden|verknüpfen|hinzufügen|aktivieren|bestätigen)|windows hello|approve|freigabe|"
    r"freigeben|"
    r"bestätigung|\bconfirm\b|\bverify\b|second factor|zweiter faktor|steam guard|verifica|conferma|"
    r"validation|"
    r"validar|confirmar|e-?mail (?:prüfen|bestätigen)|unusual (?:activity|sign)|passkey"
)
"""Titles of pages that most often ask for a code, and for something else at times."""

SENT = Words(
    r"\b(?:sent|texted|e?mailed|got|gets?|received?|gave|came|says?|valid|expires?|geschickt|gesendet|"
    r"bekomm\w*|erhalten|"
    r"kam|gekommen|gültig|steht|sagt|reçu\w*|envoyé\w*|arrivé|valable|recibí\w*|recib\w+|enviad[oa]\w*|"
    r"llegó|ricevut\w+|"
    r"mandat\w+|arrivat\w+|gekregen|kreeg|krijg|gestuurd|ontvangen|recebi\w*|enviaram|chegou|dostał\w*|"
    r"fick|fik|dostal\w*|přišel|przysz\w+|"
    r"wysłał\w*|"
    r"sms|text|authenticator|whatsapp|telegram|signal)\b"
)
"""What is said of codes that are sent."""
ANNOUNCED = Words(
    rf"\b(?:{ONE_TIME}|{CODE}|(?:sms-?|login-?|sicherheits|bestätigungs|zugangs|einmal)code[sn]?)\b"
)
"""A line that speaks of one, and the next holds it."""
