/** What a text names: where it is, whose, since when, how far it reaches, who is in danger. */
@NullMarked
package io.lamplighter.kit.finds;

import org.jspecify.annotations.NullMarked;
