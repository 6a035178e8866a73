<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.gone.title ?></h1>
<p class="lead"><?cs if:?Gone.words ?><?cs var:Gone.words ?><?cs else ?><?cs var:Lang.gone.words ?><?cs /if ?></p>
<p><?cs var:Lang.gone.next ?></p>
</main>
<?cs call:page_end() ?>
