/** Work of a component's own thread, round after round. */
@NullMarked
package io.lamplighter.kit.rounds;

import org.jspecify.annotations.NullMarked;
