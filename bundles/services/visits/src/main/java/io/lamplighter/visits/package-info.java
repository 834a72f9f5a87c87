/** Return visits: who is asked how it was, by which way, and what he said (回访). */
@NullMarked
package io.lamplighter.visits;

import org.jspecify.annotations.NullMarked;
