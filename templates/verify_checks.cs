<?cs # What a verification found: web/verify_fill.h.  Word, shape and colour
     # say the same; green is only what passed, red only what failed. ?>
<?cs def:verdict_icon(v) ?><?cs if:v == "valid" || v == "passed" ?><?cs call:icon("tick") ?><?cs elif:v == "invalid" || v == "failed" || v == "revoked" ?><?cs call:icon("cross") ?><?cs elif:v == "expired" ?><?cs call:icon("clock") ?><?cs elif:v == "not_needed" ?><?cs call:icon("dash") ?><?cs else ?><?cs call:icon("question") ?><?cs /if ?><?cs /def ?>

<?cs # What a check rests on. ?>
<?cs def:check_facts(c) ?><?cs if:?c.fact.0.label ?><dl class="evidence-of">
<?cs each:f = c.fact ?><div><dt><?cs var:Lang.verify.evidence[f.label] ?></dt><dd><?cs if:?f.iso ?><time datetime="<?cs var:f.iso ?>"><?cs var:f.value ?></time><?cs elif:?f.href ?><a class="address" rel="noopener noreferrer nofollow" href="<?cs var:url_validate(f.href) ?>"><?cs var:f.value ?></a><?cs else ?><span dir="auto"><?cs var:f.value ?></span><?cs /if ?></dd></div>
<?cs /each ?></dl>
<?cs /if ?><?cs /def ?>

<?cs def:check_said(c) ?><?cs call:verdict_icon(c.outcome) ?><b><?cs var:c.label ?>:</b> <span class="outcome"><?cs var:Lang.verify.outcome[c.outcome] ?>.</span> <span dir="auto"><?cs var:c.words ?></span><?cs /def ?>

<?cs def:check_one(c) ?><li class="check check-<?cs var:c.outcome ?>"><p><?cs call:check_said(c) ?></p>
<?cs if:?c.advice ?><p class="advice"><b><?cs var:Lang.verify.advice ?></b> <span dir="auto"><?cs var:c.advice ?></span></p>
<?cs /if ?><?cs call:check_facts(c) ?></li>
<?cs /def ?>

<?cs def:part_checks(p) ?><ul class="checks">
<?cs each:c = p.check ?><?cs call:check_one(c) ?><?cs /each ?></ul>
<?cs if:?p.outdated ?><p class="state unsure"><?cs call:verdict_icon("unsure") ?><span><?cs var:Lang.verify.outdated ?></span></p>
<?cs /if ?><?cs if:?p.idle.0.label ?><details class="idle"><summary><?cs var:Lang.verify.idle ?> <?cs each:c = p.idle ?><?cs if:!first(c) ?>, <?cs /if ?><?cs var:c.label ?><?cs /each ?></summary>
<ul class="checks"><?cs each:c = p.idle ?><li class="check check-not_needed"><p><?cs call:check_said(c) ?></p></li>
<?cs /each ?></ul></details>
<?cs /if ?><?cs /def ?>

<?cs # Its ids, for those who look. ?>
<?cs def:part_tech(p) ?><details><summary><?cs var:Lang.sheet.tech ?></summary>
<dl class="facts tech"><?cs if:?p.id ?><div><dt><?cs var:Lang.verify.id ?></dt><dd><?cs var:p.id ?></dd></div><?cs /if ?><?cs if:?p.issuer_id ?><div><dt><?cs var:Lang.verify.issuer_id ?></dt><dd><?cs var:p.issuer_id ?></dd></div><?cs /if ?><?cs if:?p.pointer ?><div><dt><?cs var:Lang.verify.pointer ?></dt><dd><?cs var:p.pointer ?></dd></div><?cs /if ?></dl></details>
<?cs /def ?>

<?cs def:part_name(p) ?><b dir="auto"><?cs if:?p.name ?><?cs var:p.name ?><?cs else ?><?cs var:Lang.verify.class[p.class] ?><?cs /if ?></b><?cs if:?p.issuer ?> <span class="quiet"><?cs var:Lang.sheet.from_issuer ?> <span dir="auto"><?cs var:p.issuer ?></span></span><?cs /if ?><?cs /def ?>

<?cs # Parts within parts; a part that is not right in all is open. ?>
<?cs def:check_parts(p) ?><?cs each:q = p.part ?><details class="part-of verdict-<?cs var:q.verdict ?>"<?cs if:?q.open ?> open<?cs /if ?>><summary><span class="mark mark-<?cs var:q.verdict ?>"><?cs call:verdict_icon(q.verdict) ?><?cs var:Lang.verify.verdict[q.verdict] ?></span> <?cs call:part_name(q) ?></summary>
<p dir="auto"><?cs var:q.words ?></p>
<?cs call:part_checks(q) ?><?cs if:?q.id || ?q.issuer_id ?><?cs call:part_tech(q) ?><?cs /if ?><?cs call:check_parts(q) ?></details>
<?cs /each ?><?cs if:?p.unchecked ?><p class="state unsure"><?cs call:verdict_icon("unsure") ?><span><?cs var:p.unchecked ?> <?cs var:Lang.verify.unchecked ?></span></p>
<?cs /if ?><?cs /def ?>

<?cs # A record: its checks, then what is in it. ?>
<?cs def:check_item(p) ?><?cs call:part_checks(p) ?><?cs if:?p.id || ?p.issuer_id ?><?cs call:part_tech(p) ?><?cs /if ?><?cs if:?p.part.0.class ?><h3><?cs var:Lang.verify.parts ?></h3>
<p class="quiet"><?cs var:Lang.verify.parts_words ?></p>
<?cs call:check_parts(p) ?><?cs elif:?p.unchecked ?><?cs call:check_parts(p) ?><?cs /if ?><?cs /def ?>

<?cs # The whole list, of one record or of several. ?>
<?cs def:report_checks() ?><?cs each:p = Report.item ?><?cs if:?Report.single ?><?cs call:check_item(p) ?><?cs else ?><section class="record-of"><h3><span class="mark mark-<?cs var:p.verdict ?>"><?cs call:verdict_icon(p.verdict) ?><?cs var:Lang.verify.verdict[p.verdict] ?></span> <?cs call:part_name(p) ?></h3>
<p dir="auto"><?cs var:p.words ?></p>
<?cs call:check_item(p) ?></section>
<?cs /if ?><?cs /each ?><?cs /def ?>

<?cs # The sentence that stands first.  The heading of the page is the learner,
     # where the record is shown. ?>
<?cs def:verdict_word() ?><?cs call:verdict_icon(Report.verdict) ?><?cs var:Lang.verify.verdict[Report.verdict] ?><?cs /def ?>
<?cs def:report_verdict() ?><div class="verdict verdict-<?cs var:Report.verdict ?>"><?cs if:Look.as == "clrs" ?><p class="word"><?cs call:verdict_word() ?></p><?cs else ?><h1><?cs call:verdict_word() ?></h1><?cs /if ?>
<p class="sentence" dir="auto"><?cs var:Report.words ?></p>
<p class="quiet"><?cs var:Lang.verify.checked ?> <?cs var:Report.ago ?>, <time datetime="<?cs var:Report.at.iso ?>"><?cs var:Report.at.words ?></time>.<?cs if:?Report.as_of.iso ?> <b><?cs var:Lang.verify.judged ?> <time datetime="<?cs var:Report.as_of.iso ?>"><?cs var:Report.as_of.words ?></time>.</b><?cs /if ?></p></div>
<?cs /def ?>
