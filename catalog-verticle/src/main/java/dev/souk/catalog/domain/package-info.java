/**
 * What a product, a category and a unit of stock are, and every rule about them; decides, never
 * performs.
 */
@NullMarked
package dev.souk.catalog.domain;

import org.jspecify.annotations.NullMarked;
