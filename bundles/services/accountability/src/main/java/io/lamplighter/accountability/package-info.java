/** Accountability (责任追究): a file for each breach, and what follows from it. */
@NullMarked
package io.lamplighter.accountability;

import org.jspecify.annotations.NullMarked;
