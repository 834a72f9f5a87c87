/** Append, follow and seal the journal. */
@NullMarked
package io.lamplighter.journal;

import org.jspecify.annotations.NullMarked;
