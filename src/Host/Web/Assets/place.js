/** A town with its region, unless it says that already. As Places.Name does on the server. */
export const namePlace = (town, region) => (town.toLowerCase().startsWith(region.toLowerCase()) ? town : `${town}, ${region}`);
