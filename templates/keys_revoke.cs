<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_keys.cs" ?>
<?cs # The effect, and the last question. ?>
<?cs def:effect() ?><p class="lead"><?cs var:Lang.keys.sure ?> <?cs call:time(Keys.from) ?>: <b><?cs if:Keys.count == #0 ?><?cs var:Lang.keys.effect_none ?><?cs elif:Keys.count == #1 ?><?cs var:Keys.count ?> <?cs var:Lang.keys.effect_one ?><?cs else ?><?cs var:Keys.count ?> <?cs var:Lang.keys.effect_many ?><?cs /if ?></b></p>
<p><?cs var:Lang.keys.effect_words ?></p>
<p><?cs var:Lang.keys.reason ?>: <span dir="auto"><?cs var:Keys.reason ?></span></p>
<form method="post" action="<?cs var:url_validate(Keys.action) ?>" class="actions"><?cs call:token(Keys.token) ?><input type="hidden" name="do" value="revoke"><input type="hidden" name="since" value="<?cs var:Keys.since ?>"><input type="hidden" name="reason" value="<?cs var:Keys.reason ?>">
<button class="danger"><?cs var:Lang.keys.revoke_now ?></button>
<a class="button second" href="<?cs var:url_validate(Keys.action) ?>"><?cs var:Lang.keys.change ?></a>
<?cs call:key_back() ?></form>
<?cs /def ?>
<?cs def:question() ?><form method="post" action="<?cs var:url_validate(Keys.action) ?>" class="card form"><?cs call:token(Keys.token) ?>
<label for="since"><?cs var:Lang.keys.day ?></label>
<input type="date" id="since" name="since" required value="<?cs var:Keys.since ?>" aria-describedby="since-help">
<p class="help" id="since-help"><?cs var:Lang.keys.day_help ?></p>
<label for="reason"><?cs var:Lang.keys.reason ?></label>
<textarea id="reason" name="reason" rows="3" maxlength="500" required dir="auto" aria-describedby="reason-help"><?cs var:Keys.reason ?></textarea>
<p class="help" id="reason-help"><?cs var:Lang.keys.reason_help ?></p>
<p class="actions"><button><?cs var:Lang.keys.next ?></button> <?cs call:key_back() ?></p>
</form>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page">
<?cs call:key_ways() ?><h1><?cs var:Lang.keys.revoke_title ?> <span dir="auto"><?cs var:Keys.name ?></span></h1>
<p><?cs call:key_mark(Keys.key) ?> <span class="quiet"><?cs var:Lang.keys.made ?> <?cs call:time(Keys.key.made) ?></span></p>
<?cs if:?Keys.key.since.iso ?><p><b><?cs var:Lang.keys.known ?> <?cs call:time(Keys.key.since) ?>.</b></p>
<?cs /if ?><?cs call:problem(Problem.text) ?><?cs if:?Keys.sure ?><?cs call:effect() ?><?cs else ?><p><?cs var:Lang.keys.revoke_words ?></p>
<?cs call:question() ?><?cs /if ?></main>
<?cs call:page_end() ?>
