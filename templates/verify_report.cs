<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"verify_checks.cs" ?><?cs include!"sheet.cs" ?><?cs include!"item_look.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page report" tabindex="-1">
<?cs call:report_verdict() ?><?cs if:string.length(Verify.source) > #0 ?><p class="quiet"><?cs var:Lang.verify.source ?> <span class="address" dir="auto"><?cs var:Verify.source ?></span></p>
<?cs /if ?><nav class="views" aria-label="<?cs var:Lang.verify.on_page ?>"><a href="#record"><?cs var:Lang.verify.record ?></a> <a href="#checks"><?cs var:Lang.verify.checks ?></a> <a href="#receipt"><?cs var:Lang.verify.receipt ?></a>
<button type="button" class="js print-button" hidden><?cs var:Lang.view.print ?></button></nav>
<?cs if:?Show.1.href ?><nav class="views" aria-label="<?cs var:Lang.verify.several ?>"><?cs var:Lang.verify.several ?> <?cs each:s = Show ?><a href="<?cs var:url_validate(s.href) ?>"<?cs if:?s.is ?> aria-current="true"<?cs /if ?>><?cs var:s.number ?><?cs if:?s.name ?> <span dir="auto"><?cs var:s.name ?></span><?cs /if ?></a> <?cs /each ?></nav>
<?cs /if ?><section id="record" class="sheet" aria-label="<?cs var:Lang.verify.record ?>"><?cs if:?Look.as ?><div class="body"><?cs if:Look.as != "clrs" ?><h2 class="hide"><?cs var:Lang.verify.record ?></h2><?cs /if ?><?cs call:item_look() ?></div><?cs else ?><p><?cs var:Lang.verify.no_record ?></p><?cs /if ?></section>
<section aria-labelledby="checks"><h2 id="checks"><?cs var:Lang.verify.checks ?></h2>
<?cs call:report_checks() ?><details><summary><?cs var:Lang.verify.given ?></summary><dl class="facts tech"><div><dt><?cs var:Lang.verify.sha ?></dt><dd><?cs var:Report.sha256 ?></dd></div><div><dt><?cs var:Lang.verify.bytes ?></dt><dd><?cs var:Report.bytes ?></dd></div></dl></details></section>
<section aria-labelledby="receipt" class="ways"><h2 id="receipt"><?cs var:Lang.verify.receipt ?></h2>
<p><?cs var:Lang.verify.receipt_words ?></p>
<?cs if:?Verify.has_receipt ?><p><a class="button" href="<?cs var:url_validate(Verify.receipt) ?>"><?cs var:Lang.verify.receipt_open ?></a></p>
<?cs else ?><form method="post" action="<?cs var:url_validate(Verify.receipt) ?>"><input type="hidden" name="token" value="<?cs var:Verify.token ?>"><p class="actions"><button><?cs var:Lang.verify.receipt_make ?></button></p></form>
<?cs /if ?><h2><?cs var:Lang.verify.next ?></h2>
<ul><?cs if:?Verify.again ?><li><form method="post" action="<?cs var:url_validate(Site.base + "/verify") ?>"><input type="hidden" name="token" value="<?cs var:Verify.token ?>"><input type="hidden" name="text" value="<?cs var:Verify.again ?>"><button class="plain"><?cs var:Lang.verify.again ?></button></form></li>
<?cs /if ?><li><a href="<?cs var:url_validate(Site.base + "/verify") ?>"><?cs var:Lang.verify.another ?></a></li>
<li><a href="<?cs var:url_validate(Verify.json) ?>"><?cs var:Lang.verify.json ?></a></li></ul>
<p class="quiet"><?cs var:Lang.verify.kept ?> <time datetime="<?cs var:Verify.kept.iso ?>"><?cs var:Verify.kept.words ?></time>. <?cs var:Lang.verify.kept_who ?></p></section>
</main>
<?cs call:page_end() ?>
