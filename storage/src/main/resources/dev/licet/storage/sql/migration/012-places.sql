-- Inside an account the order of places is that of numbers, and places have an index already.
DROP INDEX record_number;
