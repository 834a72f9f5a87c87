/** Users, roles, regions, partner keys and sessions. */
@NullMarked
package io.lamplighter.security;

import org.jspecify.annotations.NullMarked;
