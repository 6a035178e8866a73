<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"verify_checks.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page report" tabindex="-1">
<p class="crumbs"><a href="<?cs var:url_validate(Receipt.back) ?>"><?cs var:Lang.verify.receipt_back ?></a></p>
<h1><?cs var:Lang.verify.receipt_title ?></h1>
<p class="lead"><?cs var:Lang.verify.receipt_lead ?></p>
<dl class="facts who-am-i"><div><dt><?cs var:Lang.verify.receipt_by ?></dt><dd><span dir="auto"><?cs var:Site.institution ?></span>, <span class="address"><?cs var:Receipt.iss ?></span></dd></div>
<div><dt><?cs var:Lang.verify.receipt_at ?></dt><dd><time datetime="<?cs var:Receipt.at.iso ?>"><?cs var:Receipt.at.words ?></time></dd></div>
<?cs if:string.length(Receipt.source) > #0 ?><div><dt><?cs var:Lang.verify.receipt_of ?></dt><dd class="address" dir="auto"><?cs var:Receipt.source ?></dd></div>
<?cs /if ?><div><dt><?cs var:Lang.verify.receipt_sha ?></dt><dd class="hash"><?cs var:Report.sha256 ?></dd></div>
<div><dt><?cs var:Lang.verify.receipt_bytes ?></dt><dd><?cs var:Report.bytes ?></dd></div></dl>
<div class="verdict verdict-<?cs var:Report.verdict ?>"><h2><?cs call:verdict_icon(Report.verdict) ?><?cs var:Lang.verify.verdict[Report.verdict] ?></h2>
<p class="sentence" dir="auto"><?cs var:Report.words ?></p>
<p class="quiet"><?cs var:Lang.verify.checked ?> <time datetime="<?cs var:Report.at.iso ?>"><?cs var:Report.at.words ?></time>.<?cs if:?Report.as_of.iso ?> <b><?cs var:Lang.verify.judged ?> <time datetime="<?cs var:Report.as_of.iso ?>"><?cs var:Report.as_of.words ?></time>.</b><?cs /if ?></p></div>
<section aria-labelledby="checks"><h2 id="checks"><?cs var:Lang.verify.checks ?></h2>
<?cs call:report_checks() ?></section>
<?cs if:?Receipt.key.0.kid ?><section aria-labelledby="keys"><h2 id="keys"><?cs var:Lang.verify.receipt_keys ?></h2>
<ul class="lines card"><?cs each:k = Receipt.key ?><li><div><span class="address"><?cs var:k.kid ?></span> <span class="quiet hash"><?cs var:Lang.verify.receipt_thumbprint ?>: <?cs var:k.thumbprint ?></span></div></li>
<?cs /each ?></ul></section>
<?cs /if ?><section aria-labelledby="file"><h2 id="file"><?cs var:Lang.verify.receipt_how ?></h2>
<p><?cs var:Lang.verify.receipt_how_words ?></p>
<p><code><?cs var:Lang.verify.receipt_command ?></code></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Receipt.jws) ?>"><?cs var:Lang.verify.receipt_jws ?></a> <button type="button" class="second js print-button" hidden><?cs var:Lang.view.print ?></button></p>
<details><summary><?cs var:Lang.sheet.tech ?></summary><dl class="facts tech"><div><dt><?cs var:Lang.verify.receipt_id ?></dt><dd><?cs var:Receipt.jti ?></dd></div><div><dt><?cs var:Lang.verify.receipt_signed ?></dt><dd><?cs var:Receipt.kid ?></dd></div><?cs if:?Receipt.thumbprint ?><div><dt><?cs var:Lang.verify.receipt_thumbprint ?></dt><dd><?cs var:Receipt.thumbprint ?></dd></div><?cs /if ?></dl></details></section>
</main>
<?cs call:page_end() ?>
