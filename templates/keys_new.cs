<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_keys.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:key_ways() ?><h1><?cs var:Lang.keys.make ?></h1>
<p class="lead"><?cs var:Lang.keys.new_lead ?></p>
<form action="<?cs var:url_validate(Site.base + "/admin/keys/new") ?>" class="search" role="search"><div><label for="q"><?cs var:Lang.keys.search ?></label>
<input type="search" id="q" name="q" maxlength="200" dir="auto" value="<?cs var:Keys.q ?>"></div>
<button><?cs var:Lang.keys.find ?></button></form>
<?cs call:problem(Problem.text) ?><?cs if:?Keys.item.0.id || ?Keys.office ?><form method="post" action="<?cs var:url_validate(Site.base + "/admin/keys/new") ?>" class="key-new"><?cs call:token(Keys.token) ?>
<fieldset><legend><?cs var:Lang.keys.whose ?></legend>
<ul class="choices"><?cs each:i = Keys.item ?><li class="choice"><label><input type="radio" name="item" value="<?cs var:i.id ?>" required> <span dir="auto"><?cs if:string.length(i.name) > #0 ?><?cs var:i.name ?><?cs else ?><?cs var:i.about ?><?cs /if ?></span></label></li>
<?cs /each ?><?cs if:?Keys.office ?><li class="choice"><label><input type="radio" name="item" value="office" required aria-describedby="office-help"> <span><?cs var:Lang.keys.the_office ?></span></label>
<p class="why quiet" id="office-help"><?cs var:Lang.keys.office_words ?></p></li>
<?cs /if ?></ul>
<?cs if:?Keys.more ?><p class="help"><?cs var:Keys.more ?> <?cs var:Lang.keys.more ?></p>
<?cs /if ?></fieldset>
<div class="form"><label for="bits"><?cs var:Lang.keys.length ?></label>
<select id="bits" name="bits" aria-describedby="bits-help"><option value="2048" selected>2048</option><option value="3072">3072</option><option value="4096">4096</option></select>
<p class="help" id="bits-help"><?cs var:Lang.keys.length_help ?></p></div>
<p class="actions"><button><?cs var:Lang.keys.make_now ?></button> <?cs call:key_back() ?></p>
</form>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.keys.whose_none ?></b></p>
<p><?cs var:Lang.keys.whose_next ?></p>
<p class="actions"><?cs call:key_back() ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
