<?cs # What every field has: label above, then the field, what is wrong with
     # it, and help below. ?>

<?cs def:f_must(f) ?><?cs if:?f.required ?> <span class="must"><?cs var:Lang.form.required ?></span><?cs /if ?><?cs /def ?>
<?cs def:f_label(f) ?><label for="<?cs var:f.id ?>"><?cs var:f.label ?><?cs call:f_must(f) ?></label>
<?cs /def ?>
<?cs def:f_legend(f) ?><legend><?cs var:f.label ?><?cs call:f_must(f) ?></legend>
<?cs /def ?>
<?cs def:f_said(f) ?><?cs if:?f.problem ?> aria-describedby="<?cs var:f.id ?>-problem<?cs if:?f.help ?> <?cs var:f.id ?>-help<?cs /if ?>"<?cs elif:?f.help ?> aria-describedby="<?cs var:f.id ?>-help"<?cs /if ?><?cs if:?f.invalid ?> aria-invalid="true"<?cs /if ?><?cs /def ?>
<?cs def:f_attributes(f) ?> id="<?cs var:f.id ?>" name="<?cs var:f.name ?>"<?cs call:f_said(f) ?><?cs if:?f.focus ?> autofocus<?cs /if ?><?cs /def ?>
<?cs def:f_problems(f) ?><?cs if:?f.problem ?><div class="wrong" id="<?cs var:f.id ?>-problem"><?cs each:p = f.problem ?><p class="<?cs if:?p.error ?>error<?cs else ?>note<?cs /if ?>"><?cs call:icon("note") ?><span dir="auto"><?cs var:p.words ?></span></p>
<?cs /each ?></div>
<?cs /if ?><?cs /def ?>
<?cs def:f_below(f) ?><?cs call:f_problems(f) ?><?cs if:?f.help ?><p class="help" id="<?cs var:f.id ?>-help"><?cs var:f.help ?></p>
<?cs /if ?><?cs /def ?>

<?cs # A button that asks for something: ${what} and a place. ?>
<?cs def:f_do(what, f, words) ?><button class="small" name="do" value="<?cs var:what ?> <?cs var:f.name ?>"<?cs if:?f.focus ?> autofocus<?cs /if ?>><?cs var:words ?></button>
<?cs /def ?>
<?cs def:f_add(f, words) ?><p class="add"><button class="small" name="do" value="add <?cs var:f.name ?>"<?cs if:?f.focus ?> autofocus<?cs /if ?>><span aria-hidden="true">+ </span><?cs var:Lang.form.add ?> <?cs var:words ?></button></p>
<?cs /def ?>
<?cs # Up, down and remove of a row; ${of} names it for those who hear it. ?>
<?cs def:f_moves(r, of) ?><div class="moves"><button class="small" name="do" value="up <?cs var:r.name ?>" title="<?cs var:Lang.form.up ?>"<?cs if:?r.first ?> disabled<?cs /if ?>><span aria-hidden="true">↑</span><span class="hide"><?cs var:Lang.form.up ?> <?cs var:of ?></span></button>
<button class="small" name="do" value="down <?cs var:r.name ?>" title="<?cs var:Lang.form.down ?>"<?cs if:?r.last ?> disabled<?cs /if ?>><span aria-hidden="true">↓</span><span class="hide"><?cs var:Lang.form.down ?> <?cs var:of ?></span></button>
<button class="small" name="do" value="remove <?cs var:r.name ?>"><?cs var:Lang.form.remove ?><span class="hide"> <?cs var:of ?></span></button></div>
<?cs /def ?>

<?cs def:f_text(f) ?><?cs call:f_label(f) ?><input type="text"<?cs if:f.kind == "number" ?> inputmode="decimal" class="short"<?cs elif:f.kind == "address" ?> inputmode="url" spellcheck="false"<?cs else ?> dir="auto"<?cs /if ?> value="<?cs var:f.value ?>"<?cs call:f_attributes(f) ?>>
<?cs /def ?>
<?cs def:f_long(f) ?><?cs call:f_label(f) ?><textarea dir="auto" rows="4"<?cs call:f_attributes(f) ?>>
<?cs var:f.value ?></textarea>
<?cs /def ?>
<?cs def:f_markdown(f) ?><?cs call:f_label(f) ?><textarea class="markdown" dir="auto" rows="6"<?cs call:f_attributes(f) ?>>
<?cs var:f.value ?></textarea>
<div class="under"><p class="help"><?cs var:Lang.form.markdown ?></p>
<?cs call:f_do("preview", f, Lang.form.preview) ?></div>
<div class="preview" id="<?cs var:f.id ?>-preview" role="status"><?cs if:?f.preview.html ?><p class="label"><?cs var:Lang.form.preview_title ?></p>
<?cs call:prose(f.preview) ?><?cs /if ?></div>
<?cs /def ?>
<?cs def:f_date(f) ?><?cs call:f_label(f) ?><input type="<?cs if:?f.odd ?>text<?cs else ?>date<?cs /if ?>" class="short" value="<?cs var:f.value ?>"<?cs call:f_attributes(f) ?>>
<?cs /def ?>
<?cs def:f_moment(f) ?><fieldset class="together"<?cs call:f_said(f) ?>><?cs call:f_legend(f) ?><div><label for="<?cs var:f.id ?>"><?cs var:Lang.form.date ?></label><input type="<?cs if:?f.odd ?>text<?cs else ?>date<?cs /if ?>" id="<?cs var:f.id ?>" name="<?cs var:f.name ?>@date" value="<?cs var:f.date ?>"<?cs if:?f.invalid ?> aria-invalid="true"<?cs /if ?><?cs if:?f.focus ?> autofocus<?cs /if ?>></div>
<div><label for="<?cs var:f.id ?>-time"><?cs var:Lang.form.time ?></label><input type="<?cs if:?f.odd_time ?>text<?cs else ?>time<?cs /if ?>" id="<?cs var:f.id ?>-time" name="<?cs var:f.name ?>@time" value="<?cs var:f.time ?>"<?cs if:?f.seconds ?> step="1"<?cs /if ?>></div>
<div><label for="<?cs var:f.id ?>-zone"><?cs var:Lang.form.zone ?></label><select id="<?cs var:f.id ?>-zone" name="<?cs var:f.name ?>@zone"><?cs each:z = f.zone ?><option value="<?cs var:z.value ?>"<?cs if:?z.chosen ?> selected<?cs /if ?>><?cs if:z.value == "Z" ?>UTC<?cs elif:string.length(z.value) == #0 ?><?cs var:Lang.form.none ?><?cs else ?>UTC<?cs var:z.value ?><?cs /if ?></option><?cs /each ?></select></div>
</fieldset>
<?cs /def ?>
<?cs def:f_radio(f, value, words, is, n) ?><label class="radio"><input type="radio" name="<?cs var:f.name ?>" value="<?cs var:value ?>"<?cs if:n == #0 ?> id="<?cs var:f.id ?>"<?cs if:?f.focus ?> autofocus<?cs /if ?><?cs /if ?><?cs if:is ?> checked<?cs /if ?>> <?cs var:words ?></label>
<?cs /def ?>
<?cs def:f_boolean(f) ?><fieldset class="together radios"<?cs call:f_said(f) ?>><?cs call:f_legend(f) ?><?cs call:f_radio(f, "true", Lang.boolean.yes, ?f.yes, #0) ?><?cs call:f_radio(f, "false", Lang.boolean.no, ?f.no, #1) ?><?cs if:?f.value ?><?cs call:f_radio(f, f.value, f.value, #1, #1) ?><?cs /if ?><?cs call:f_radio(f, "", Lang.form.none, !?f.yes && !?f.no && !?f.value, #1) ?></fieldset>
<?cs /def ?>
<?cs def:f_choice(f) ?><?cs call:f_label(f) ?><select<?cs call:f_attributes(f) ?>><option value=""><?cs if:?f.required ?><?cs var:Lang.form.choose ?><?cs else ?><?cs var:Lang.form.none ?><?cs /if ?></option><?cs each:o = f.option ?><option value="<?cs var:o.value ?>"<?cs if:?o.chosen ?> selected<?cs /if ?>><?cs var:o.label ?><?cs if:?o.about ?> (<?cs var:o.about ?>)<?cs /if ?></option><?cs /each ?><?cs if:?f.other ?><option value="ext:"<?cs if:?f.is_other ?> selected<?cs /if ?>><?cs var:Lang.form.other ?></option><?cs /if ?></select>
<?cs if:?f.other ?><div class="other"><label for="<?cs var:f.id ?>-other"><?cs var:Lang.form.other_words ?></label><input type="text" dir="auto" id="<?cs var:f.id ?>-other" name="<?cs var:f.name ?>@other"></div>
<?cs /if ?><?cs if:?f.hint ?><p class="help"><?cs var:Lang.form.choose_first ?></p>
<?cs /if ?><?cs /def ?>

<?cs # What is there, and what may come in its place. ?>
<?cs def:f_file(f) ?><fieldset class="upload"<?cs call:f_said(f) ?>><?cs call:f_legend(f) ?><?cs if:?f.kept ?><div class="there"><?cs if:?f.path ?><input type="hidden" name="<?cs var:f.name ?>" value="<?cs var:f.value ?>"><?cs if:?f.picture ?><?cs call:picture(f.path, "picture", f.label) ?><?cs /if ?><a href="<?cs var:url_validate(f.path) ?>"><?cs var:Lang.form.open_file ?></a><?cs else ?><?cs call:file(f.file, "") ?><?cs /if ?><?cs call:f_do("remove", f, Lang.form.remove) ?></div>
<label for="<?cs var:f.id ?>"><?cs var:Lang.form.replace ?></label>
<input type="file" id="<?cs var:f.id ?>" name="<?cs var:f.name ?>@file"><?cs else ?><div class="either"><div><label for="<?cs var:f.id ?>-file"><?cs var:Lang.form.upload ?></label>
<input type="file" id="<?cs var:f.id ?>-file" name="<?cs var:f.name ?>@file"></div>
<div><label for="<?cs var:f.id ?>"><?cs var:Lang.form.or_address ?></label>
<input type="text" inputmode="url" spellcheck="false" value="<?cs var:f.value ?>"<?cs call:f_attributes(f) ?>></div></div><?cs /if ?></fieldset>
<?cs /def ?>
<?cs def:f_kept(f) ?><p class="label" id="<?cs var:f.id ?>"><?cs var:f.label ?></p>
<?cs if:?f.value ?><p class="address"><?cs var:f.value ?></p>
<?cs else ?><ul class="kept"><?cs each:m = f.many ?><li class="address"><?cs var:m.value ?></li><?cs /each ?></ul>
<p class="help"><?cs var:Lang.form.kept ?></p>
<?cs /if ?><?cs /def ?>
