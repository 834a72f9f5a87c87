/** Tells customers of every step, on their own channel first. */
@NullMarked
package io.lamplighter.notices;

import org.jspecify.annotations.NullMarked;
