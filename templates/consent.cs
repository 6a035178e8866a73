<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs # An address of the application, to be read before one says yes. ?>
<?cs def:far(url, words) ?><a rel="noopener noreferrer nofollow" target="_blank" href="<?cs var:url_validate(url) ?>"><?cs var:words ?></a><?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page narrow consent">
<div class="asker"><span class="tile" aria-hidden="true"><?cs var:Consent.letter ?></span>
<h1><span dir="auto"><?cs var:Consent.name ?></span> <?cs var:Lang.apps.asks ?></h1></div>
<p class="lead"><?cs var:Lang.apps.answers_to ?> <b class="address"><?cs var:Consent.host ?></b>.</p>
<?cs if:?Consent.itself ?><p class="asks-care"><b><?cs var:Lang.apps.itself ?></b> <?cs var:Lang.apps.itself_words ?></p>
<?cs /if ?><h2><?cs var:Lang.apps.would ?></h2>
<ul class="rights">
<?cs each:s = Consent.scope ?><li><?cs call:yes() ?><span><?cs var:s.words ?></span></li>
<?cs /each ?></ul>
<p><?cs var:Lang.apps.for ?> <b dir="auto"><?cs var:User.name ?></b> (<span class="address"><?cs var:User.email ?></span>), <?cs if:?Consent.lasting ?><?cs var:Lang.apps.until_lasting ?><?cs else ?><?cs var:Lang.apps.until ?><?cs /if ?> <?cs call:time(Consent.until) ?>. <?cs var:Lang.apps.end_words ?></p>
<form method="post" action="<?cs var:url_validate(Site.base + "/oauth2/authorize") ?>" class="actions">
<?cs call:token(Consent.token) ?><?cs each:f = Consent.field ?><input type="hidden" name="<?cs var:f.name ?>" value="<?cs var:f.value ?>">
<?cs /each ?><button name="answer" value="allow"><?cs var:Lang.apps.allow ?></button>
<button name="answer" value="deny" class="second"><?cs var:Lang.apps.deny ?></button>
</form>
<?cs if:?Consent.uri || ?Consent.policy || ?Consent.terms ?><p class="quiet"><?cs var:Lang.apps.says ?> <?cs if:?Consent.uri ?><?cs call:far(Consent.uri, Lang.apps.uri) ?><?cs /if ?><?cs if:?Consent.policy ?> · <?cs call:far(Consent.policy, Lang.apps.policy) ?><?cs /if ?><?cs if:?Consent.terms ?> · <?cs call:far(Consent.terms, Lang.apps.terms) ?><?cs /if ?></p>
<?cs /if ?><p class="quiet"><?cs var:Lang.apps.each_time ?></p>
</main>
<?cs call:page_end() ?>
