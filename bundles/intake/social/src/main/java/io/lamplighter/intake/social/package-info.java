/** Bridges to apps, WeChat, Weibo and forums, by signed webhooks both ways. */
@NullMarked
package io.lamplighter.intake.social;

import org.jspecify.annotations.NullMarked;
