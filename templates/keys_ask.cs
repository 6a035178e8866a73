<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs include!"macros_keys.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:key_ways() ?><h1><?cs if:Keys.act == "rotate" ?><?cs var:Lang.keys.rotate_title ?><?cs else ?><?cs var:Lang.keys.end_title ?><?cs /if ?> <span dir="auto"><?cs var:Keys.name ?></span></h1>
<p><?cs call:key_mark(Keys.key) ?> <span class="quiet"><?cs var:Lang.keys.made ?> <?cs call:time(Keys.key.made) ?></span></p>
<p class="lead"><?cs if:Keys.act == "rotate" ?><?cs var:Lang.keys.rotate_words ?><?cs else ?><?cs var:Lang.keys.end_words ?><?cs /if ?></p>
<?cs if:Keys.key.uses > #0 ?><p><b><?cs var:Keys.key.uses ?></b> <?cs if:Keys.key.uses == #1 ?><?cs var:Lang.keys.in_force_one ?><?cs else ?><?cs var:Lang.keys.in_force_many ?><?cs /if ?></p>
<?cs /if ?><form method="post" action="<?cs var:url_validate(Keys.action) ?>" class="actions"><?cs call:token(Keys.token) ?><button class="danger"><?cs if:Keys.act == "rotate" ?><?cs var:Lang.keys.rotate ?><?cs else ?><?cs var:Lang.keys.end ?><?cs /if ?></button>
<?cs call:key_back() ?></form>
</main>
<?cs call:page_end() ?>
