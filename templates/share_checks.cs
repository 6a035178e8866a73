<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"verify_checks.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page report" tabindex="-1">
<p class="crumbs"><a href="<?cs var:url_validate(Share.href) ?>"><?cs var:Lang.verify.how_back ?></a></p>
<?cs if:?Report.verdict ?><?cs call:report_verdict() ?><?cs else ?><h1><?cs var:Lang.verify.how_checked ?></h1>
<p class="lead"><?cs var:Lang.verify.how_not ?></p>
<?cs /if ?><p class="quiet"><b dir="auto"><?cs var:Share.learner ?></b><?cs if:string.length(Share.record) > #0 ?>, <span dir="auto"><?cs var:Share.record ?></span><?cs /if ?></p>
<?cs if:?Report.verdict ?><section aria-labelledby="checks"><h2 id="checks"><?cs var:Lang.verify.checks ?></h2>
<?cs call:report_checks() ?></section>
<?cs /if ?><p class="actions"><a class="button" href="<?cs var:url_validate(Share.verify) ?>"><?cs var:Lang.verify.how_again ?></a></p>
</main>
<?cs call:page_end() ?>
