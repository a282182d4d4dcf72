package dev.ordersaga.system.model;

/**
 * What an order holds of the kitchen.
 *
 * @param places in the waiting line
 * @param portions of the dish
 */
record Stock(int places, int portions) {

    static final Stock NOTHING = new Stock(0, 0);
    static final Stock PLACE = new Stock(1, 0);
    static final Stock PORTION = new Stock(0, 1);

    Stock plus(Stock more) {
        return new Stock(places + more.places, portions + more.portions);
    }

    Stock minus(Stock less) {
        return new Stock(places - less.places, portions - less.portions);
    }
}
