<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Lang.endorse.used ?></h1>
<p class="lead"><?cs var:Lang.endorse.used_words ?></p>
</main>
<?cs call:page_end() ?>
