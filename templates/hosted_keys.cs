<?cs # Keys, and what was revoked: web/hosted_page.c. ?>
<?cs def:hosted_day(at) ?><?cs if:?at.iso ?><time datetime="<?cs var:at.iso ?>"><?cs var:at.words ?></time><?cs /if ?><?cs /def ?>

<?cs # In words and by shape; only what is not to be trusted is red. ?>
<?cs def:key_state(k) ?><?cs if:k.state == "revoked" ?><p class="state revoked"><?cs call:icon("cross") ?><span><b><?cs var:Lang.hosted.key_revoked ?> <?cs call:hosted_day(k.untrusted) ?>.</b> <?cs var:Lang.hosted.key_revoked_words ?><?cs if:string.length(k.reason) > #0 ?> <?cs var:Lang.sheet.reason ?>: <span dir="auto"><?cs var:k.reason ?></span><?cs /if ?></span></p>
<?cs elif:k.state == "replaced" ?><p class="state"><?cs call:icon("clock") ?><span><b><?cs var:Lang.hosted.key_replaced ?> <?cs call:hosted_day(k.ended) ?>.</b> <?cs var:Lang.hosted.key_replaced_words ?></span></p>
<?cs else ?><p class="state"><?cs call:icon("seal") ?><span><?cs if:?Hosted.archive ?><b><?cs var:Lang.hosted.key_last ?></b><?cs else ?><b><?cs var:Lang.hosted.key_signs ?></b> <?cs var:Lang.hosted.key_signs_words ?><?cs /if ?></span></p>
<?cs /if ?><?cs /def ?>

<?cs def:hosted_owner() ?><?cs if:?Hosted.office ?><?cs var:Lang.hosted.office ?> <span dir="auto"><?cs var:Site.institution ?></span><?cs elif:?Hosted.owner.href ?><a href="<?cs var:url_validate(Hosted.owner.href) ?>" dir="auto"><?cs var:Hosted.owner.name ?></a><?cs else ?><span class="address"><?cs var:Hosted.owner.id ?></span><?cs /if ?><?cs /def ?>

<?cs def:hosted_key() ?><h1><?cs var:Lang.hosted.key_title ?> <?cs call:hosted_owner() ?></h1>
<?cs call:key_state(Hosted.key) ?><p><?cs if:?Hosted.office ?><?cs var:Lang.hosted.key_office ?><?cs else ?><?cs var:Lang.hosted.key_words ?><?cs /if ?></p>
<dl class="facts">
<div><dt><?cs var:Lang.hosted.key_made ?></dt><dd><?cs call:hosted_day(Hosted.key.created) ?></dd></div>
<?cs if:?Hosted.key.ended.iso ?><div><dt><?cs var:Lang.hosted.key_ended ?></dt><dd><?cs call:hosted_day(Hosted.key.ended) ?></dd></div>
<?cs /if ?><div><dt><?cs var:Lang.hosted.key_kind ?></dt><dd>RSA, <?cs var:Hosted.key.bits ?> <?cs var:Lang.hosted.bits ?></dd></div>
</dl>
<details open><summary><?cs var:Lang.sheet.tech ?></summary>
<dl class="facts tech"><div><dt><?cs var:Lang.hosted.thumbprint ?></dt><dd><code class="hash"><?cs var:Hosted.key.thumbprint ?></code></dd></div></dl>
<p class="label"><?cs var:Lang.hosted.pem ?></p>
<pre class="pem" tabindex="0" role="region" aria-label="<?cs var:Lang.hosted.pem ?>"><?cs var:Hosted.key.pem ?></pre></details>
<?cs /def ?>

<?cs # The keys of a profile. ?>
<?cs def:hosted_keys() ?><section><h2><?cs var:Lang.hosted.trust ?></h2>
<?cs if:?Hosted.keys.0.href ?><ul class="keys"><?cs each:k = Hosted.keys ?><li><a href="<?cs var:url_validate(k.href) ?>"><?cs if:k.state == "revoked" ?><?cs var:Lang.hosted.key_revoked ?> <?cs call:hosted_day(k.untrusted) ?><?cs elif:k.state == "replaced" ?><?cs var:Lang.hosted.key_replaced ?> <?cs call:hosted_day(k.ended) ?><?cs else ?><?cs var:Lang.hosted.key_now ?> <?cs call:hosted_day(k.created) ?><?cs /if ?></a><br><code class="hash"><?cs var:k.thumbprint ?></code></li>
<?cs /each ?></ul>
<?cs else ?><p><?cs var:Lang.hosted.no_keys ?></p>
<?cs /if ?><p><a href="<?cs var:url_validate(Hosted.list) ?>"><?cs var:Lang.hosted.list_link ?></a></p></section>
<?cs /def ?>

<?cs def:hosted_list() ?><h1><?cs var:Lang.hosted.list_title ?> <?cs call:hosted_owner() ?></h1>
<p class="big-line"><?cs if:Hosted.count == #0 ?><?cs var:Lang.hosted.list_none ?><?cs elif:Hosted.count == #1 ?><?cs var:Lang.hosted.list_one ?><?cs else ?><?cs var:Hosted.count ?> <?cs var:Lang.hosted.list_many ?><?cs /if ?></p>
<p><?cs var:Lang.hosted.list_words ?></p>
<?cs if:?Hosted.ids.0.id ?><h2><?cs var:Lang.hosted.list_ids ?></h2>
<?cs if:?Hosted.shown ?><p class="quiet"><?cs var:Lang.hosted.list_shown ?> <?cs var:Hosted.shown ?>. <?cs var:Lang.hosted.list_rest ?></p>
<?cs /if ?><ul class="ids"><?cs each:i = Hosted.ids ?><li><?cs var:i.id ?></li>
<?cs /each ?></ul>
<?cs /if ?><?cs /def ?>
