<?cs # Every assertion in full, nested; then achievements nobody asserted. ?>
<?cs def:item_heading(a) ?><h<?cs var:a.heading ?> dir="auto"><?cs if:?a.achievement.code ?><span class="code"><?cs var:a.achievement.code ?></span> <?cs /if ?><?cs if:?a.achievement.title ?><span property="schema:name"><?cs var:a.achievement.title ?></span><?cs else ?><?cs var:Lang.untitled ?><?cs /if ?></h<?cs var:a.heading ?>><?cs /def ?>

<?cs # What a verification of the record found of this part: only what was found
     # right is said to be signed by its issuer. ?>
<?cs def:found_words(v) ?><?cs var:Lang.verify.verdict[v] ?>: <?cs var:Lang.verify.see_checks ?><?cs /def ?>
<?cs def:item_found(a, v) ?><?cs if:v == "invalid" || (v == "revoked" && !?a.revoked) ?><p class="state <?cs var:v ?>"><?cs call:icon("cross") ?><span><?cs call:found_words(v) ?></span></p>
<?cs elif:v == "expired" && !?a.expired ?><p class="chip"><?cs call:icon("clock") ?><?cs call:found_words(v) ?></p>
<?cs elif:?a.signed && v == "valid" ?><p class="chip"><?cs call:icon("seal") ?><?cs var:Lang.verify.signed_item ?></p>
<?cs elif:?a.signed && v == "unverifiable" ?><p class="chip"><?cs call:icon("question") ?><?cs call:found_words(v) ?></p>
<?cs elif:?a.signed && v != "revoked" && v != "expired" ?><p class="chip"><?cs call:icon("seal") ?><?cs var:Lang.sheet.signed ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:item_states(a) ?><?cs if:?a.revoked ?><p class="state revoked"><?cs call:icon("cross") ?><span><b><?cs var:Lang.sheet.revoked ?>.</b><?cs if:?a.reason ?> <?cs var:Lang.sheet.reason ?>: <span dir="auto"><?cs var:a.reason ?></span><?cs /if ?></span></p>
<?cs /if ?><?cs if:?a.expired ?><p class="chip"><?cs call:icon("clock") ?><?cs var:Lang.sheet.expired ?></p>
<?cs /if ?><?cs if:?a.self_issued ?><p class="chip self"><?cs call:icon("person") ?><?cs var:Lang.sheet.self_issued ?></p>
<?cs /if ?><?cs if:?Report.verdict ?><?cs call:item_found(a, Report.place[a.place]) ?><?cs elif:?a.signed ?><p class="chip"><?cs call:icon("seal") ?><?cs var:Lang.sheet.signed ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:item_by(a) ?><p class="by"><?cs if:?a.type ?><data class="kind" property="clri:dtExtensibleAchievementType" value="<?cs var:a.type_term ?>"><?cs var:a.type ?></data><?cs /if ?><?cs if:?a.issuer.href ?> <?cs var:Lang.sheet.from_issuer ?> <a href="<?cs var:url_validate(a.issuer.href) ?>" dir="auto"><?cs if:?a.issuer.title ?><?cs var:a.issuer.title ?><?cs else ?><?cs var:Lang.unnamed ?><?cs /if ?></a><?cs /if ?></p>
<?cs /def ?>

<?cs def:item_picture(a) ?><?cs if:?a.picture.file.src ?><?cs call:picture(a.picture.file.src, "badge", "") ?><?cs elif:?a.achievement.picture.file.src ?><?cs call:picture(a.achievement.picture.file.src, "badge", "") ?><?cs /if ?><?cs /def ?>

<?cs # A picture that has not become the badge above. ?>
<?cs def:other_picture(a) ?><?cs if:?a.picture.file.src && ?a.achievement.picture.file.src ?><p><?cs call:file(a.achievement.picture.file, a.achievement.picture.label) ?></p>
<?cs /if ?><?cs if:?a.picture.file.type && !?a.picture.file.src ?><p><?cs call:file(a.picture.file, a.picture.label) ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:item_parts(o, level) ?><?cs each:p = o.part ?><section class="part"><h<?cs var:level ?>><?cs var:p.label ?></h<?cs var:level ?>>
<?cs call:part(p) ?></section>
<?cs /each ?><?cs /def ?>

<?cs # Of both in one list; in RDF each fact has its own subject. ?>
<?cs def:item_facts(a) ?><?cs if:?a.fact || ?a.achievement.fact ?><dl class="facts">
<?cs each:f = a.fact ?><div><?cs call:fact(f) ?><?cs /each ?><?cs each:f = a.achievement.fact ?><div<?cs if:?a.achievement.resource ?> resource="<?cs var:a.achievement.resource ?>"<?cs /if ?>><?cs call:fact(f) ?><?cs /each ?></dl>
<?cs /if ?><?cs /def ?>

<?cs def:item_results(a) ?><?cs if:?a.result ?><section class="part"><h<?cs var:a.below ?>><?cs var:Lang.sheet.results ?></h<?cs var:a.below ?>>
<?cs each:r = a.result ?><?cs call:result(r) ?><?cs /each ?></section>
<?cs /if ?><?cs /def ?>

<?cs def:item_body(a) ?><div property="clri:dtAchievement" typeof="clri:dtAchievement"<?cs if:?a.achievement.resource ?> resource="<?cs var:a.achievement.resource ?>"<?cs /if ?>><?cs call:item_heading(a) ?>
<?cs call:item_by(a) ?><?cs call:proses(a.achievement) ?></div>
<?cs call:item_states(a) ?><?cs call:item_facts(a) ?><?cs call:item_results(a) ?><?cs call:proses_named(a) ?><?cs call:item_parts(a, a.below) ?><?cs call:item_parts(a.achievement, a.below) ?><?cs if:?a.possible ?><section class="part"><h<?cs var:a.below ?>><?cs var:Lang.sheet.possible ?></h<?cs var:a.below ?>>
<?cs each:r = a.possible ?><?cs call:result(r) ?><?cs /each ?></section>
<?cs /if ?><?cs call:other_picture(a) ?><?cs if:?a.more ?><?cs call:more(a) ?><?cs /if ?><?cs if:?a.achievement.more ?><?cs call:more(a.achievement) ?><?cs /if ?><details><summary><?cs var:Lang.sheet.tech ?></summary>
<?cs call:tech_body(a) ?><?cs if:?a.achievement ?><p class="label"><?cs var:Lang.sheet.achievement ?></p>
<?cs call:tech_body(a.achievement) ?><?cs /if ?><?cs each:r = a.result ?><?cs call:result_tech(r) ?><?cs /each ?><?cs each:r = a.possible ?><?cs call:result_tech(r) ?><?cs /each ?></details>
<?cs /def ?>

<?cs def:item(a) ?><section class="item<?cs if:?a.signed && Report.place[a.place] != "invalid" ?> signed<?cs /if ?><?cs if:?a.self_issued ?> self<?cs /if ?><?cs if:?a.revoked ?> is-revoked<?cs /if ?><?cs if:?a.expired ?> is-expired<?cs /if ?>" id="<?cs var:a.anchor ?>"<?cs if:?a.rdf ?> property="clri:dtAssertion" typeof="clri:dtAssertion"<?cs if:?a.resource ?> resource="<?cs var:a.resource ?>"<?cs /if ?><?cs /if ?>>
<?cs call:item_picture(a) ?><?cs call:item_body(a) ?><?cs if:?a.child ?><p class="contains"><?cs var:Lang.sheet.contains ?> <?cs var:a.children ?> <?cs if:a.children == #1 ?><?cs var:Lang.item ?><?cs else ?><?cs var:Lang.items ?><?cs /if ?>:</p>
<div class="children">
<?cs each:c = a.child ?><?cs call:item(c) ?><?cs /each ?></div>
<?cs /if ?></section>
<?cs /def ?>

<?cs def:sheet_items() ?><?cs if:?Doc.assertion ?><section id="items"><h2><?cs var:Lang.sheet.items ?></h2>
<?cs each:a = Doc.assertion ?><?cs call:item(a) ?><?cs /each ?></section>
<?cs /if ?><?cs if:?Doc.other ?><section id="others"><h2><?cs var:Lang.sheet.others ?></h2>
<p class="quiet"><?cs var:Lang.sheet.others_words ?></p>
<?cs each:a = Doc.other ?><?cs call:item(a) ?><?cs /each ?></section>
<?cs /if ?><?cs /def ?>
