<?cs # Pieces of the page of a hosted document: web/hosted_page.c.  After
     # sheet.cs, item_look.cs and hosted_keys.cs. ?>
<?cs # How can this be checked? ?>
<?cs def:hosted_check() ?><section class="checked" aria-labelledby="check"><h2 id="check"><?cs var:Lang.hosted.check ?></h2>
<p><?cs var:Lang.hosted.check_words[Hosted.form] ?></p>
<p class="address"><a href="<?cs var:url_validate(Hosted.url) ?>"><?cs var:Hosted.url ?></a></p>
<?cs if:?Hosted.archive ?><p><?cs var:Lang.hosted.archive ?></p>
<?cs elif:Hosted.form != "keys" && Hosted.form != "revocations" && Hosted.form != "profiles" && Hosted.form != "achievements" ?><p class="actions"><a class="button" href="<?cs var:url_validate(Hosted.check) ?>"><?cs var:Lang.hosted.check_now ?></a></p>
<?cs /if ?></section>
<?cs /def ?>

<?cs def:hosted_revoked() ?><h1><?cs var:Lang.hosted.revoked_title ?></h1>
<p class="state revoked"><?cs call:icon("cross") ?><span><b><?cs if:?Hosted.since.iso ?><?cs var:Lang.hosted.revoked_since ?> <?cs call:hosted_day(Hosted.since) ?><?cs else ?><?cs var:Lang.revoked ?><?cs /if ?>.</b><?cs if:string.length(Hosted.reason) > #0 ?> <?cs var:Lang.sheet.reason ?>: <span dir="auto"><?cs var:Hosted.reason ?></span><?cs /if ?></span></p>
<p><?cs var:Lang.hosted.revoked_words ?></p>
<p><?cs var:Lang.hosted.revoked_next ?> <span dir="auto"><?cs var:Site.institution ?></span>.</p>
<?cs call:hosted_check() ?><?cs /def ?>

<?cs # One profile in full; those it names come after it. ?>
<?cs def:hosted_first(p) ?><?cs if:?p.picture.file.src ?><?cs call:picture(p.picture.file.src, "logo", "") ?><?cs /if ?><?cs call:proses(p) ?><?cs call:facts(p) ?><?cs call:parts(p) ?><?cs if:?p.more ?><?cs call:more(p) ?><?cs /if ?><?cs call:tech_details(p) ?><?cs /def ?>
<?cs def:hosted_profile() ?><section class="profile" id="<?cs var:Doc.profile.0.anchor ?>" typeof="<?cs var:Doc.profile.0.rdf ?>"<?cs if:?Doc.profile.0.resource ?> resource="<?cs var:Doc.profile.0.resource ?>"<?cs /if ?>><h1 dir="auto" property="schema:name"><?cs var:Hosted.title ?></h1>
<?cs call:hosted_first(Doc.profile.0) ?></section>
<?cs call:hosted_keys() ?><?cs call:hosted_check() ?><?cs if:?Doc.profile.1 ?><section><h2><?cs var:Lang.sheet.people ?></h2>
<?cs each:p = Doc.profile ?><?cs if:name(p) != "0" ?><?cs call:profile(p) ?><?cs /if ?><?cs /each ?></section>
<?cs /if ?><?cs /def ?>

<?cs def:hosted_endorsement() ?><h1><?cs var:Lang.hosted.endorsement_title ?></h1>
<?cs each:p = Doc.part ?><?cs call:part(p) ?><?cs /each ?><?cs call:hosted_check() ?><?cs call:look_people() ?><?cs /def ?>

<?cs # Whose it is; a hash is not explained away. ?>
<?cs def:hosted_recipient() ?><section><h2><?cs var:Lang.hosted.recipient ?></h2>
<?cs if:?Hosted.recipient.identity ?><p><?cs var:Lang.hosted.recipient_by[Hosted.recipient.type] ?> <b dir="auto"><?cs var:Hosted.recipient.identity ?></b></p>
<?cs else ?><p><?cs var:Lang.hosted.recipient_hashed ?></p>
<?cs /if ?></section>
<?cs /def ?>
<?cs def:hosted_assertion() ?><?cs each:a = Doc.assertion ?><?cs call:item(a) ?><?cs /each ?><?cs if:?Hosted.recipient.type ?><?cs call:hosted_recipient() ?><?cs /if ?><?cs call:hosted_check() ?><?cs call:look_people() ?><?cs /def ?>
<?cs def:hosted_achievement() ?><?cs each:a = Doc.other ?><?cs call:item(a) ?><?cs /each ?><?cs call:hosted_check() ?><?cs call:look_people() ?><?cs /def ?>
