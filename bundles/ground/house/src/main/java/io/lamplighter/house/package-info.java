/** What holds for the whole deployment, out of one configuration. */
@NullMarked
package io.lamplighter.house;

import org.jspecify.annotations.NullMarked;
