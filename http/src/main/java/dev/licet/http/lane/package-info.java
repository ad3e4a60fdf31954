/// Lanes: where a service computes what takes longer than a moment. And rooms, where only so much waits at a time.
///
/// Requests are answered on virtual threads, which are made for waiting. A computation on one occupies a
/// processor until it ends, however many others wait, and nothing limits how many computations run so. So what
/// takes longer than a millisecond is computed on a [dev.licet.http.lane.Lane]: a few platform threads for one
/// kind of work, of a priority of their own, with a bounded queue before them. The operating system takes the
/// processor from such a thread whenever a more urgent one is ready; a request that finds the queue full is
/// refused at once; and work whose client has left is dropped.
///
/// What mostly waits, such as a change of the database, has places in a [dev.licet.http.lane.Room] instead, so that it
/// leaves some to others. Before either, callers wait in the same way (`Row`).
///
/// Tokens and licenses use no lane, because all lanes yield to them.
package dev.licet.http.lane;
