/** Digests that nobody can make who has not the database. */
@NullMarked
package io.lamplighter.kit.secret;

import org.jspecify.annotations.NullMarked;
