<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?><?cs include!"macros_filters.cs" ?><?cs include!"gather_steps.cs" ?>
<?cs # Where one is; a step behind can be gone back to. ?>
<?cs def:dot(s) ?><li class="<?cs var:s.is ?>"<?cs if:s.is == "now" ?> aria-current="step"<?cs /if ?>><?cs if:s.is == "before" ?><button class="plain" name="go" value="<?cs var:s.slug ?>"><?cs call:tick_icon() ?><?cs var:Lang.build.gather.steps[s.slug].title ?></button><?cs else ?><span><?cs var:Lang.build.gather.steps[s.slug].title ?></span><?cs /if ?></li>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<h1><?cs var:Lang.build.gather.title ?></h1>
<form method="post" action="<?cs var:url_validate(Gather.path) ?>">
<input type="hidden" name="token" value="<?cs var:Gather.token ?>">
<input type="hidden" name="now" value="<?cs var:Gather.now ?>">
<?cs each:k = Gather.kept ?><input type="hidden" name="<?cs var:k.name ?>" value="<?cs var:k.value ?>">
<?cs /each ?><button class="hide" tabindex="-1" aria-hidden="true" name="go" value="<?cs var:Gather.now ?>"><?cs var:Lang.build.find ?></button>
<ol class="dots" aria-label="<?cs var:Lang.build.gather.dots ?>"><?cs each:s = Gather.step ?><?cs call:dot(s) ?><?cs /each ?></ol>
<h2><?cs var:Lang.build.gather.steps[Gather.now].ask ?></h2>
<p class="help"><?cs var:Lang.build.gather.steps[Gather.now].help ?></p>
<?cs if:?Problem.slug ?><p class="refused" role="alert"><?cs var:Lang.build.gather.steps[Problem.slug].missing ?></p>
<?cs /if ?><?cs if:Gather.now == "learner" ?><?cs call:gather_person("learner") ?><?cs elif:Gather.now == "publisher" ?><?cs call:gather_person("publisher") ?><?cs elif:Gather.now == "assertions" ?><?cs call:gather_assertions() ?><?cs elif:Gather.now == "rest" ?><?cs call:gather_rest() ?><?cs else ?><?cs call:gather_review() ?><?cs /if ?>
<p class="actions ends"><?cs if:?Gather.next ?><button name="go" value="<?cs var:Gather.next ?>"><?cs var:Lang.build.gather.next ?></button><?cs else ?><button name="go" value="make"><?cs var:Lang.build.gather.make ?></button><?cs /if ?><?cs if:?Gather.back ?> <button class="second" name="go" value="<?cs var:Gather.back ?>"><?cs var:Lang.build.gather.back ?></button><?cs /if ?></p>
</form>
</main>
<?cs call:page_end() ?>
