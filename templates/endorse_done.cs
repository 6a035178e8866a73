<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.endorse.thanks ?></h1>
<p class="lead"><?cs var:Lang.endorse.thanks_words ?></p>
</main>
<?cs call:page_end() ?>
