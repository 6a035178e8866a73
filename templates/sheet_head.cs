<?cs # Who, from whom, in what state. ?>
<?cs def:state(kind, s) ?><li class="state <?cs var:kind ?>"><?cs if:kind == "revoked" || kind == "items_revoked" ?><?cs call:icon("cross") ?><?cs elif:kind == "items_expired" ?><?cs call:icon("clock") ?><?cs elif:kind == "unchecked" ?><?cs call:icon("seal") ?><?cs elif:kind == "partial" ?><?cs call:icon("part") ?><?cs elif:kind == "self_published" ?><?cs call:icon("person") ?><?cs else ?><?cs call:icon("note") ?><?cs /if ?><p><b><?cs var:Lang.state[kind] ?>.</b> <?cs if:kind == "items_revoked" ?><?cs if:s.count == #1 ?><?cs var:Lang.state.items_revoked_one ?><?cs else ?><?cs var:s.count ?> <?cs var:Lang.state.items_revoked_many ?><?cs /if ?><?cs elif:kind == "items_expired" ?><?cs if:s.count == #1 ?><?cs var:Lang.state.items_expired_one ?><?cs else ?><?cs var:s.count ?> <?cs var:Lang.state.items_expired_many ?><?cs /if ?><?cs else ?><?cs var:Lang.state[kind + "_words"] ?><?cs /if ?><?cs if:?s.reason ?> <?cs var:Lang.state.reason ?>: <span dir="auto"><?cs var:s.reason ?></span><?cs /if ?></p></li>
<?cs /def ?>

<?cs # In the place of what one could check: what was found.  The shared page
     # says it whole, the page of the verification above. ?>
<?cs def:state_checked() ?><li class="state <?cs var:Report.verdict ?>"><?cs if:Report.verdict == "valid" ?><?cs call:icon("tick") ?><?cs elif:Report.verdict == "expired" ?><?cs call:icon("clock") ?><?cs elif:Report.verdict == "unverifiable" ?><?cs call:icon("question") ?><?cs else ?><?cs call:icon("cross") ?><?cs /if ?><p><b><?cs var:Lang.verify.verdict[Report.verdict] ?>.</b> <?cs if:?Share.url ?><span dir="auto"><?cs var:Report.words ?></span> <?cs var:Lang.verify.checked ?> <time datetime="<?cs var:Report.at.iso ?>"><?cs var:Report.at.words ?></time>. <?cs /if ?><a href="#checks"><?cs var:Lang.verify.how_checked ?></a></p></li>
<?cs /def ?>

<?cs def:sheet_head() ?><ul class="states" aria-label="<?cs var:Lang.state.label ?>">
<?cs each:s = Doc.state ?><?cs if:?s.is_proof && ?Report.verdict ?><?cs call:state_checked() ?><?cs else ?><?cs call:state(s.kind, s) ?><?cs /if ?><?cs /each ?></ul>
<header class="who">
<div class="learner" property="clri:learner" typeof="clri:dtProfile"<?cs if:?Doc.learner.resource ?> resource="<?cs var:Doc.learner.resource ?>"<?cs /if ?>>
<?cs if:?Doc.learner.picture.file.src ?><?cs call:picture(Doc.learner.picture.file.src, "portrait", "") ?>
<?cs /if ?><h1 dir="auto" property="schema:name"><?cs if:?Doc.learner.title ?><?cs var:Doc.learner.title ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></h1>
</div>
<div class="publisher" property="clri:publisher" typeof="clri:dtProfile"<?cs if:?Doc.publisher.resource ?> resource="<?cs var:Doc.publisher.resource ?>"<?cs /if ?>>
<?cs if:?Doc.publisher.picture.file.src ?><?cs call:picture(Doc.publisher.picture.file.src, "logo", "") ?>
<?cs /if ?><p><span class="quiet"><?cs var:Lang.sheet.publisher ?></span><br><a class="by" <?cs if:?Doc.publisher.href ?>href="<?cs var:url_validate(Doc.publisher.href) ?>"<?cs /if ?>><span dir="auto" property="schema:name"><?cs if:?Doc.publisher.title ?><?cs var:Doc.publisher.title ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></span></a><?cs if:?Doc.self_published ?><br><span class="chip self"><?cs call:icon("person") ?><?cs var:Lang.sheet.self_published ?></span><?cs /if ?></p>
</div>
<p class="document"><span class="doctitle" dir="auto" property="schema:name"><?cs if:?Doc.title ?><?cs var:Doc.title ?><?cs else ?><?cs var:Lang.document ?><?cs /if ?></span><?cs if:?Doc.issued.value ?> <span class="when"><?cs var:Lang.sheet.issued ?> <?cs call:value(Doc.issued, Lang.rdf_issued) ?></span><?cs /if ?></p>
</header>
<?cs /def ?>

<?cs # What a verification found of an item of a list: only what is wrong. ?>
<?cs def:brief_found(b, v) ?><?cs if:v == "invalid" || (v == "revoked" && !?b.revoked) ?> <span class="chip <?cs var:v ?>"><?cs call:icon("cross") ?><?cs var:Lang.verify.verdict[v] ?></span><?cs /if ?><?cs /def ?>

<?cs # The links between the densities. ?>
<?cs def:sheet_views() ?><nav class="views" aria-label="<?cs var:Lang.view.label ?>">
<a href="?view=record"<?cs if:Page.view == "summary" ?><?cs else ?> aria-current="true"<?cs /if ?>><?cs var:Lang.view.record ?></a>
<a href="?view=summary"<?cs if:Page.view == "summary" ?> aria-current="true"<?cs /if ?>><?cs var:Lang.view.summary ?></a>
<button type="button" class="js print-button" hidden><?cs var:Lang.view.print ?></button>
</nav>
<?cs /def ?>

<?cs # Repeated by the printer on each page. ?>
<?cs def:run_head() ?><div class="run" aria-hidden="true"><span><?cs if:?Doc.learner.title ?><?cs var:Doc.learner.title ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></span> <span><?cs var:Doc.resource ?></span></div>
<?cs /def ?>
