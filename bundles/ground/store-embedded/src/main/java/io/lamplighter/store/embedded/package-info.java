/** A PostgreSQL server that this instance starts, watches and stops. */
@NullMarked
package io.lamplighter.store.embedded;

import org.jspecify.annotations.NullMarked;
