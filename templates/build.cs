<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?>
<?cs # The four steps to a first record. ?>
<?cs def:step(s) ?><li class="<?cs if:?s.done ?>done<?cs elif:?s.next ?>next<?cs else ?>later<?cs /if ?>"<?cs if:?s.next ?> aria-current="step"<?cs /if ?>>
<h3><?cs if:?s.done ?><?cs call:tick_icon() ?><span class="hide"><?cs var:Lang.build.done ?>: </span><?cs /if ?><?cs var:Lang.build.steps[s.slug].title ?></h3>
<p><?cs var:Lang.build.steps[s.slug].words ?></p>
<?cs if:?s.href ?><p><a <?cs if:?s.next ?>class="button" <?cs /if ?>href="<?cs var:url_validate(s.href) ?>"><?cs var:Lang.build.steps[s.slug].button ?></a></p>
<?cs /if ?></li>
<?cs /def ?>

<?cs # One class, its newest items. ?>
<?cs def:box(b) ?><section class="card box" aria-labelledby="<?cs var:b.slug ?>">
<h2 id="<?cs var:b.slug ?>"><a href="<?cs var:url_validate(b.all) ?>"><?cs var:Lang.build.boxes[b.slug].title ?></a> <span class="count"><?cs var:b.total ?></span></h2>
<p class="quiet"><?cs var:Lang.build.boxes[b.slug].what ?></p>
<?cs if:?b.item.0.href ?><ul class="lines"><?cs each:i = b.item ?><li><div><?cs call:item_link(i) ?><?cs if:string.length(i.about) > #0 ?><span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?></div><div class="marks"><?cs call:state_mark(i) ?></div></li>
<?cs /each ?></ul>
<?cs else ?><p class="none"><?cs var:Lang.build.boxes[b.slug].none ?></p>
<?cs /if ?><p class="actions"><?cs if:?b.new ?><a class="button second" href="<?cs var:url_validate(b.new) ?>"><?cs var:Lang.build.boxes[b.slug].new ?></a> <?cs /if ?><?cs if:b.total > #0 ?><a href="<?cs var:url_validate(b.all) ?>"><?cs var:Lang.build.manage ?><span class="hide"> <?cs var:Lang.build.boxes[b.slug].title ?></span></a><?cs /if ?></p>
</section>
<?cs /def ?>

<?cs def:todo_item(i) ?><a href="<?cs var:url_validate(i.href) ?>"><?cs call:item_name(i) ?></a><?cs if:string.length(i.about) > #0 ?> <span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?><?cs /def ?>
<?cs def:todo_words(t) ?><b><?cs var:t.total ?> <?cs if:t.total == #1 ?><?cs var:Lang.build.todos[t.slug].one ?><?cs else ?><?cs var:Lang.build.todos[t.slug].many ?><?cs /if ?></b><?cs /def ?>
<?cs # A kind of thing to do, with the first of them. ?>
<?cs def:todo(t) ?><li class="todo-<?cs var:t.slug ?>"><?cs call:warn_icon() ?><div><?cs call:todo_words(t) ?>
<ul class="named"><?cs each:i = t.item ?><li><?cs call:todo_item(i) ?></li><?cs /each ?><?cs if:?t.more ?><li><a href="<?cs var:url_validate(t.all) ?>"><?cs var:Lang.build.and ?> <?cs var:t.more ?> <?cs var:Lang.build.more ?><span class="hide">: <?cs var:Lang.build.todos[t.slug].many ?></span></a></li><?cs /if ?></ul></div></li>
<?cs /def ?>

<?cs # All of one kind. ?>
<?cs def:todo_all(t) ?><h2><?cs call:todo_words(t) ?></h2>
<p><?cs var:Lang.build.todos[t.slug].help ?></p>
<ul class="lines card"><?cs each:i = t.item ?><li><div><?cs call:todo_item(i) ?></div><div class="quiet"><?cs var:Lang.build.boxes[i.what].one ?></div></li>
<?cs /each ?></ul>
<?cs if:?t.more ?><p class="quiet"><?cs var:Lang.build.and ?> <?cs var:t.more ?> <?cs var:Lang.build.more ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:home() ?><p class="lead"><?cs var:Lang.build.lead ?></p>
<?cs if:?Build.step.0.slug ?><section class="start" aria-labelledby="start"><h2 id="start"><?cs var:Lang.build.start ?></h2>
<ol class="steps"><?cs each:s = Build.step ?><?cs call:step(s) ?><?cs /each ?></ol></section>
<?cs /if ?><?cs if:?Build.todo.0.slug ?><section class="card todo" aria-labelledby="todo"><h2 id="todo"><?cs var:Lang.build.todo ?></h2>
<ul><?cs each:t = Build.todo ?><?cs call:todo(t) ?><?cs /each ?></ul></section>
<?cs elif:!?Build.step.0.slug ?><p class="all-well"><?cs call:tick_icon() ?><?cs var:Lang.build.todo_none ?></p>
<?cs /if ?><div class="boxes"><?cs each:b = Build.box ?><?cs call:box(b) ?><?cs /each ?></div>
<section class="also" aria-labelledby="also"><h2 id="also"><?cs var:Lang.build.also ?></h2>
<dl><?cs each:a = Build.also ?><div class="card"><dt><?cs var:Lang.build.alsos[a.slug].title ?></dt><dd><b><?cs var:a.total ?></b> <a href="<?cs var:url_validate(a.all) ?>"><?cs var:Lang.build.manage ?><span class="hide"> <?cs var:Lang.build.alsos[a.slug].title ?></span></a></dd><dd class="quiet"><?cs var:Lang.build.alsos[a.slug].what ?></dd></div>
<?cs /each ?></dl></section>
<section aria-labelledby="io"><h2 id="io"><?cs var:Lang.build.io ?></h2>
<p><?cs var:Lang.build.io_words ?></p>
<p class="actions"><?cs if:?User.may.import ?><a class="button second" href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.build.import ?></a> <?cs /if ?><a class="button second" href="<?cs var:url_validate(Site.base + "/build/download") ?>"><?cs var:Lang.build.download ?></a></p></section>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<?cs if:?Build.only ?><p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<h1><?cs var:Lang.build.todo ?></h1>
<?cs if:?Build.todo.0.slug ?><?cs each:t = Build.todo ?><?cs call:todo_all(t) ?><?cs /each ?><?cs else ?><div class="empty"><p><b><?cs var:Lang.build.todo_done ?></b></p><p><a class="button" href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.back ?></a></p></div>
<?cs /if ?><?cs else ?><h1><?cs var:Lang.build.title ?></h1>
<?cs call:home() ?><?cs /if ?></main>
<?cs call:page_end() ?>
