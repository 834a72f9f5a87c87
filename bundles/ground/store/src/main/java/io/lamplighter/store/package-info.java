/** The one connection pool, migrations, units of work and bulk imports. */
@NullMarked
package io.lamplighter.store;

import org.jspecify.annotations.NullMarked;
