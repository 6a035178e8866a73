<?cs # One screen: four facts, and the items to look at first. ?>
<?cs def:brief_title(b) ?><?cs if:?b.code ?><?cs var:b.code ?> <?cs /if ?><?cs if:?b.title ?><?cs var:b.title ?><?cs else ?><?cs var:Lang.untitled ?><?cs /if ?><?cs /def ?>

<?cs def:brief_results(b) ?><?cs each:r = b.result ?><span class="res"><?cs if:?r.value ?><span dir="auto"><?cs var:r.value ?></span><?cs /if ?><?cs if:?r.name ?> <span class="quiet" dir="auto"><?cs var:r.name ?></span><?cs /if ?></span> <?cs /each ?><?cs if:?b.results_more ?><span class="quiet"><?cs var:Lang.and_more ?></span><?cs /if ?><?cs /def ?>

<?cs def:sheet_summary() ?><dl class="four">
<?cs if:?Doc.summary.award ?><div><dt><?cs if:?Doc.summary.award.1 ?><?cs var:Lang.sheet.awards ?><?cs else ?><?cs var:Lang.sheet.award ?><?cs /if ?></dt><dd><ul><?cs each:b = Doc.summary.award ?><li><a href="<?cs var:url_validate(b.href) ?>" dir="auto"><?cs call:brief_title(b) ?></a><?cs call:brief_found(b, Report.place[b.place]) ?><?cs if:?b.expired ?> <span class="chip"><?cs call:icon("clock") ?><?cs var:Lang.expired ?></span><?cs /if ?></li><?cs /each ?></ul><?cs if:?Doc.summary.awards_more ?><span class="quiet"><?cs var:Doc.summary.awards_more ?> <?cs var:Lang.sheet.awards_more ?></span><?cs /if ?></dd></div>
<?cs /if ?><?cs if:?Doc.summary.earned ?><div><dt><?cs var:Lang.sheet.credits ?></dt><dd><b class="big"><?cs var:Doc.summary.earned ?></b><?cs if:?Doc.summary.available ?> <?cs var:Lang.sheet.credits_of ?> <?cs var:Doc.summary.available ?> <?cs var:Lang.sheet.credits_available ?><?cs /if ?><br><span class="quiet"><?cs var:Lang.sheet.credits_note ?> <?cs var:Doc.summary.counted ?> <?cs if:Doc.summary.counted == #1 ?><?cs var:Lang.item ?><?cs else ?><?cs var:Lang.items ?>; <?cs var:Lang.sheet.credits_parts ?><?cs /if ?></span></dd></div>
<?cs /if ?><?cs if:?Doc.summary.from.value ?><div><dt><?cs var:Lang.sheet.dates ?></dt><dd><?cs call:value(Doc.summary.from, Doc.summary) ?><?cs if:Doc.summary.from.value != Doc.summary.to.value ?><br><?cs var:Lang.sheet.to ?> <?cs call:value(Doc.summary.to, Doc.summary) ?><?cs /if ?></dd></div>
<?cs /if ?><div><dt><?cs var:Lang.sheet.contents ?></dt><dd><b class="big"><?cs var:Doc.summary.items ?></b></dd></div>
</dl>
<ul class="kinds quiet" aria-label="<?cs var:Lang.sheet.kinds ?>"><?cs each:k = Doc.summary.kind ?><li><?cs var:k.count ?>&nbsp;×&nbsp;<?cs if:?k.label ?><?cs var:k.label ?><?cs else ?><?cs var:Lang.sheet.without_kind ?><?cs /if ?></li> <?cs /each ?></ul>
<?cs if:?Doc.strong ?><section class="strong"><h2><?cs var:Lang.sheet.strong ?></h2>
<ol><?cs each:b = Doc.strong ?><li><a href="<?cs var:url_validate(b.href) ?>" dir="auto"><?cs call:brief_title(b) ?></a><?cs call:brief_found(b, Report.place[b.place]) ?> <span class="quiet"><?cs if:?b.type ?><?cs var:b.type ?><?cs if:?b.issued.value ?>, <?cs /if ?><?cs /if ?><?cs if:?b.issued.value ?><?cs call:value(b.issued, b.issued) ?><?cs /if ?></span> <?cs call:brief_results(b) ?></li>
<?cs /each ?></ol>
<p class="quiet note"><?cs var:Lang.sheet.strong_note ?></p>
</section>
<?cs /if ?><?cs if:Page.view == "summary" ?><p class="only-summary"><?cs var:Lang.sheet.summary_more ?> <a href="?view=record"><?cs var:Lang.sheet.summary_all ?></a></p>
<?cs /if ?><?cs /def ?>
