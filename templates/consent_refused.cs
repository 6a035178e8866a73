<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Lang.apps.refused ?></h1>
<p class="lead" dir="auto"><?cs var:Refused.text ?></p>
<?cs if:?Refused.back ?><p><a class="button second" rel="noopener noreferrer nofollow" href="<?cs var:url_validate(Refused.back) ?>"><?cs var:Lang.apps.back ?> <?cs var:Refused.host ?></a></p>
<p class="quiet"><?cs var:Lang.apps.back_words ?></p>
<?cs else ?><p><?cs var:Lang.apps.refused_words ?></p>
<p><a href="<?cs var:url_validate(Site.base + "/") ?>"><?cs var:Lang.error.home ?></a></p>
<?cs /if ?></main>
<?cs call:page_end() ?>
