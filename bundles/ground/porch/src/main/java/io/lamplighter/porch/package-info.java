/** Stands at the HTTP port before the door is there, and while it is replaced. */
@NullMarked
package io.lamplighter.porch;

import org.jspecify.annotations.NullMarked;
