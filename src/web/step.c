/*
 * A password on its way from one form to the next.  It knows no page and no
 * rule of signing in.  Called by the sign-in page.
 */
#include "web/step.h"

#include <string.h>

#include "base/clock.h"
#include "web/guard.h"

static const char *
purpose(struct ctx *ctx)
{
	guard_token(ctx);
	return arena_printf(ctx->mem, "second step %s", ctx->me);
}

const char *
step_seal(struct ctx *ctx, const struct login_try *try)
{
	const char *text = arena_printf(ctx->mem, "%lld\n%s\n%s",
					(long long)clock_now(), try->email,
					try->password);

	return seal_close(try->seal, ctx->mem, purpose(ctx), text,
			  strlen(text));
}

enum result
step_read(struct ctx *ctx, const char *sealed, struct login_try *try)
{
	char *text, *email, *password;
	unsigned char *bytes;
	long long at;
	size_t len;

	TRY(seal_read(try->seal, ctx->mem, purpose(ctx), sealed, &bytes, &len));
	text = arena_strndup(ctx->mem, (const char *)bytes, len);
	email = strchr(text, '\n');
	password = email ? strchr(email + 1, '\n') : NULL;
	if (!password)
		return fail(INVALID, "a sealed form of another kind");
	*email++ = *password++ = '\0';
	TRY(str_number(text, INT64_MAX, &at));
	if (clock_now() - at > STEP_SECONDS)
		return fail(INVALID, "the code came too late");
	try->email = email;
	try->password = password;
	return OK;
}
