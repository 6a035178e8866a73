<?cs include!"layout.cs" ?><?cs include!"macros_lists.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1 dir="auto"><?cs var:Page.title ?></h1>
<p class="lead"><?cs var:Lang.home.lead ?></p>
<?cs if:?Site.demo ?><p class="actions"><a class="button" href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.home.import ?></a> <a class="button second" href="<?cs var:url_validate(Site.base + "/records") ?>"><?cs var:Lang.home.all ?></a></p>
<?cs /if ?><h2><?cs var:Lang.home.what ?></h2>
<p><?cs var:Lang.home.what_words ?></p>
<h2><?cs var:Lang.home.do ?></h2>
<ol class="steps">
<li class="card"><h3><?cs var:Lang.home.step_import ?></h3><p><?cs var:Lang.home.step_import_words ?></p></li>
<li class="card"><h3><?cs var:Lang.home.step_read ?></h3><p><?cs var:Lang.home.step_read_words ?></p></li>
<li class="card"><h3><?cs var:Lang.home.step_share ?></h3><p><?cs var:Lang.home.step_share_words ?></p></li>
<li class="card"><h3><?cs var:Lang.home.step_verify ?></h3><p><?cs var:Lang.home.step_verify_words ?></p><p><a href="<?cs var:url_validate(Site.base + "/verify") ?>"><?cs var:Lang.verify.title ?></a></p></li>
</ol>
<?cs if:?Home.record.0.href ?><h2><?cs var:Lang.home.newest ?></h2>
<?cs call:record_table(Home.record) ?><p><a href="<?cs var:url_validate(Site.base + "/records") ?>"><?cs var:Lang.home.all ?></a> (<?cs var:Home.total ?> <?cs var:Lang.home.in_all ?>)</p>
<?cs elif:?Home.total ?><div class="empty"><p><b><?cs var:Lang.home.none ?></b></p>
<p><?cs var:Lang.home.none_next ?></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
