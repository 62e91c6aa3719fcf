//! A small generated set of raw sources: every kind of row, no row of the real tables.

use std::fs;
use std::path::Path;

/// Raw files and their content.
const FILES: &[(&str, &str)] = &[
    (
        "provinces.csv",
        "code,name_vi,name_en,full_name_vi,full_name_en,type,area_km2,population,grdp_bn_vnd,grdp_year,seat,communes,wards,special_zones,merged_from,region,land_border_with,coast,source,region_en,seat_address,population_year,population_nso_avg_2024,adjacent_provinces,resolution,commune_resolution,sum_commune_population,sum_commune_area_km2\n\
         90,Mẫu Sơn,Mau Son,Tỉnh Mẫu Sơn,Mau Son Province,tỉnh,30.5,900,100,2024,phường Một,1,1,1,Mẫu Đông; Mẫu Tây,Vùng thử,China;Laos,yes,\"area:VF(sapnhap 2026-09);grdp:NSO 2024 derived;region:306/NQ-CP\",Trial Region,Số 1,2025,850,Quảng Trị,202/2025/QH15,1/NQ,900,30.5\n",
    ),
    (
        "communes.csv",
        "code,name_vi,name_en,full_name_vi,full_name_en,type,province_code,area_km2,population,population_year,seat,predecessors,resolution,source,seat_lon,seat_lat,polygon_area_km2,notes\n\
         90001,Một,Mot,Phường Một,Mot Ward,phường,90,10,400,2025,Số 1,\"Xã A, Xã B\",1/NQ,area:TL;population:GV;seat:SB,105.1,21.1,10.1,\n\
         90002,Hai,Hai,Xã Hai,Hai Commune,xã,90,20,500,2025,,Xã C,1/NQ,area:TL;population:GV,,,20,a note\n\
         90003,Ba,Ba,Đặc khu Ba,Ba Special Zone,đặc khu,90,0.5,0,2025,,giữ nguyên,1/NQ,area:TL,,,0.5,\n",
    ),
    (
        "admin_crosswalk.csv",
        "old_code,old_name,old_district_code,old_district,old_province_code,old_province,extent,is_default,new_code,new_name,new_province_code,new_province\n\
         80001,Xã A,801,Huyện Một,80,Tỉnh Mẫu Đông,whole,1,90001,Phường Một,90,Tỉnh Mẫu Sơn\n\
         80002,Thị trấn Đồng B,801,Huyện Một,80,Tỉnh Mẫu Đông,part,0,90001,Phường Một,90,Tỉnh Mẫu Sơn\n\
         80002,Thị trấn Đồng B,801,Huyện Một,80,Tỉnh Mẫu Đông,part,1,90002,Xã Hai,90,Tỉnh Mẫu Sơn\n\
         90002,Phường C,802,Huyện Hai,90,Tỉnh Mẫu Tây,whole,1,90002,Xã Hai,90,Tỉnh Mẫu Sơn\n\
         ,,803,Huyện Đảo,90,Tỉnh Mẫu Tây,whole,1,90003,Đặc khu Ba,90,Tỉnh Mẫu Sơn\n",
    ),
    (
        "industrial_zones.csv",
        "id,name_vi,name_en,kind,status,lon,lat,area_ha,occupancy_pct,projects,workers,investor,main_industries,established_year,decision,old_province,old_district,old_commune,province_code,commune_code,coord_source,coord_precision,attr_source,source_date\n\
         mau-ccn-mot,Cụm công nghiệp Mo\u{302}\u{323}t,,cluster,operating,105.1,21.1,75,86.8,4,1000,Công ty  Hai,\"Gỗ; giấy\",2021,12/QĐ,Mẫu Đông,huyện Một,xã A,90,90001,\"OpenStreetMap way/1 (ODbL), via github:ura8107/vnmap output/industrial-parks/mapped-sites.csv, snapshot 2026-08-31\",exact,https://tin.vn/cum-mot-12.html | established_year = start of operation term in directory,2026-08-31\n\
         mau-kcn-hai,Khu công nghiệp Hai,Hai Park,park,unknown,,,,,,,,,,,,,,90,,,none,github:phu20032k1/chatiip industrial_zones_iip_raw.json (api.iipvietnam.vn),2025\n\
         mau-kcnk-ba,Khu công nghệ cao Ba,,other_industrial,planned,105.2,21.2,12.5,,,,,,,,,,,90,90002,centroid of commune polygon 90002 Xã Hai,commune_centroid,https://www.openstreetmap.org/way/7 | area = OSM polygon,2025-12\n\
         mau-ccn-hong,Cụm công nghiệp Hỏng,,cluster,closed,,,,,,,,,,,,,,90,,,none,https://tin.vn/hong,\n\
         mau-ccn-lech,Cụm công nghiệp Lệch,,cluster,planned,105.2,,,,,,,,,,,,,90,,,site,https://tin.vn/lech,\n\
         mau-ccn-mot,Cụm công nghiệp Một,,cluster,planned,,,,,,,,,,,,,,90,,,none,https://tin.vn/lech,\n",
    ),
    (
        "border_gates.csv",
        "id,name_vi,name_en,kind,class,status,neighbour_country,facing_gate,province_code,commune_code,old_province,old_district,old_commune,lon,lat,coord_source,coord_precision,road,opened_year,economic_zone,note,source\n\
         huu-nghi,Cửa khẩu Mẫu,Trial gate,road,main,not yet open,China,Bên kia,90,90002,Mẫu Đông,Một,A,105.3,21.3,\"general knowledge, unverified\",approximate,QL1,1991,Khu Mẫu,±1.5 km. Đặt trên biên giới.,\"bao.vn 12, 13; vi.wikipedia \"\"Cửa khẩu Mẫu\"\"; road: xa.vn\"\n\
         huu-nghi-1119-1120,Đường chuyên dụng Mẫu,,road,clearance_point,operating,China,,90,,,,,,,,none,,,,,bao.vn 12\n\
         cang-mau,Cảng Mẫu,,sea,other,unknown,,,90,,,,,,,,none,,,,,immigration gate code list in a public GitHub file\n",
    ),
    (
        "power_plants.csv",
        "id,name_vi,name_en,fuel,capacity_mw,units,year,owner,status,generation_gwh,generation_year,river,province_code,commune_code,old_province,lon,lat,coord_source,coord_precision,attr_source,source_date,note\n\
         mau-hydro,Thủy điện Mẫu,Mau hydropower plant,hydro,16.0,2 x 8 MW,2015,EVN,operating,60.50,,Mẫu,90,90001,Mẫu Đông,105.1,21.1,\"GEM Global Hydropower Tracker, Apr 2025 (CC BY 4.0)\",site,\"Dân trí 18/09/2025; GEM Global Hydropower Tracker, Apr 2025 (CC BY 4.0)\",2025-09-18,\n\
         mau-ldes,,Mau storage,,300,,,,,,,,90,,Mẫu Tây,,,,none,\"Quyết định 768/QĐ-TTg, 15/04/2025 (PDP8 điều chỉnh), Phụ lục III bảng 14\",2025-04-15,2031-2035\n",
    ),
    (
        "region_stats.csv",
        "area_code,area_name,period_start,period_end,measure,value,unit,yoy_pct,source,note\n\
         region,Vùng,2025-01-01,2025-09-30,export_at_border_gates,199.5,million USD,21.6,\"Báo Mẫu, \"\"Hội nghị một\"\", 17 Oct 2025\",\"see border_trade.csv, first row, for the definition caveat\"\n\
         region,Vùng,,2025-10-17,industrial_clusters_area_min,24000,ha,,\"Báo Mẫu, \"\"Hội nghị một\"\", 17 Oct 2025\",\"\"\"more than 24 thousand ha\"\"\"\n\
         region,Vùng,,2025-10-17,industrial_clusters_workers,339400,workers,,\"Báo Mẫu, \"\"Hội nghị một\"\", 17 Oct 2025\",\"\"\"about\"\"\"\n\
         region-28,Vùng cũ,2022-01-01,2022-12-31,population,44.93,million persons,,\"Báo Hai (hai.vn 7), \"\"Ngành…\"\", 17 May 2024 and ba.vn, \"\"Liên kết\"\", May 2024\",Statistical Yearbook 2022 per seed 002\n\
         old-80,Mẫu Đông,2023-01-01,2023-12-31,population,8587.1,thousand persons,,ba.vn 7,average population 2023\n\
         90,Mẫu Sơn,,2025-06-12,population,1000,persons,,ba.vn post7,\"merger resolution figure (register count, higher than the NSO average population)\"\n\
         90,Mẫu Sơn,2025-01-01,2025-10-31,export,42.30,million USD,-1.5,ba.vn 8 (customs data),a new remark\n\
         VN,Việt Nam,2025-01-01,2025-04-30,iip_growth,8.4,%,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-01-01,2025-04-30,population,1,persons,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-01-01,2025-04-30,area,1,ha,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-04-30,2025-01-01,area,1,km2,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-01-01,2025-04-30,area,\"1,5\",km2,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-01-01,2025-04-30,rice,1,t,,ba.vn 8,\n\
         90,Mẫu Sơn,2025-01-01,2025-04-30,grdp_growth,,%,,ba.vn 8,\n",
    ),
    (
        "border_trade.csv",
        "gate_id,period_start,period_end,measure,value,yoy_pct,source,note\n\
         region,2025-01-01,2025-09-30,export_musd,199.5,21.6,\"Báo Mẫu, \"\"Hội nghị một\"\", 17 Oct 2025 (a report, 17 Oct 2025)\",Definition not given. Do not split it over gates.\n\
         huu-nghi,2024-01-01,2024-10-31,vehicles_per_day_min,700,,bao.vn 12 (6 Feb 2024),rounded in the source\n\
         huu-nghi,2024-01-01,2024-10-31,vehicles_per_day_max,800,,bao.vn 12 (6 Feb 2024),rounded in the source\n\
         huu-nghi,2024-01-01,,total_musd,,-50,bao.vn 13,value not given\n\
         huu-nghi,2023-07-28,,vehicles_per_day_max,4,,bao.vn 13,end date not stated\n\
         90,2023-01-01,2023-12-31,declared_total_musd,4975,62.6,bao.vn 12,declared here\n\
         90,2023-01-01,2023-12-31,declared_total_musd,4780,56.2,bao.vn 14,\n\
         90,2023-01-01,2023-06-30,total_musd,60,,bao.vn 12,\n\
         90,2023-01-01,2023-12-31,total_musd,50,,bao.vn 12,approximate; rounded in the source\n\
         customs_region_VI,2025-01-01,2025-04-15,total_musd,20800,,bao.vn 13,\n\
         nowhere,2025-01-01,2025-04-15,vehicles,1,,bao.vn 13,\n\
         90,,,export_musd_per_year_min,15,,bao.vn 13,period not stated in the excerpt\n",
    ),
    (
        "context/land_neighbours_ne10m.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"iso":"CHN","name_en":"China","name_vi":"Trung Quốc"},"geometry":{"type":"Polygon","coordinates":[[[106,22],[107,22],[107,23],[106,22]]]}},{"type":"Feature","properties":{"iso":"VNM","name_en":"Vietnam","name_vi":"Việt Nam"},"geometry":{"type":"Polygon","coordinates":[[[105,21],[106,21],[106,22],[105,21]]]}}]}"#,
    ),
    (
        "context/hoang_sa_truong_sa_polygons.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Quần đảo Hoàng Sa","commune_code":"20333"},"geometry":{"type":"MultiPolygon","coordinates":[[[[112,16],[112.1,16],[112.1,16.1],[112,16]]]]}}]}"#,
    ),
    (
        "context/hoang_sa_truong_sa_labels.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"label_vi":"Quần đảo Hoàng Sa (Việt Nam)","commune_code":"20333"},"geometry":{"type":"Point","coordinates":[112.07858,16.37135]}}]}"#,
    ),
    (
        "context/provinces_other.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"48","name_vi":"Đà Nẵng","name_en":"Da Nang"},"geometry":{"type":"MultiPolygon","coordinates":[[[[108,16],[108.5,16],[108.5,16.2],[108,16]]],[[[112.01,16.01],[112.05,16.01],[112.05,16.03],[112.01,16.01]]]]}}]}"#,
    ),
    (
        "context/sea_labels.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name_vi":"Vịnh Bắc Bộ"},"geometry":{"type":"Point","coordinates":[107.62978,19.89646]}}]}"#,
    ),
    (
        "context/rivers_wdb2_gshhg.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"len_km":701},"geometry":{"type":"LineString","coordinates":[[104,22],[105,21.123456]]}}]}"#,
    ),
    (
        "context/coastline_ne10m.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[107,20],[108.1,21.5],[109,21.4]]}},{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[106,20],[106.1,20.1]]}}]}"#,
    ),
    (
        "context/odbl/lakes.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"area_km2":118.2,"in_vn":true},"geometry":{"type":"Polygon","coordinates":[[[105,21.9],[105.1,21.9],[105.1,22],[105,21.9]]]}}]}"#,
    ),
    (
        "context/odbl/expressways.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ref":"CT.01","name":"Đường cao tốc Mẫu","status":"under_construction","km":20.9},"geometry":{"type":"LineString","coordinates":[[105,21],[105.5,21.5]]}}]}"#,
    ),
    (
        "context/odbl/national_roads.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ref":"QL 4D","status":"existing","km":0.5},"geometry":{"type":"LineString","coordinates":[[105,21],[105.2,21.1]]}}]}"#,
    ),
    (
        "context/odbl/railways.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Cầu Long Biên","class":"main_line","status":"disused","km":1.0},"geometry":{"type":"LineString","coordinates":[[105.8,21.03],[105.9,21.04]]}}]}"#,
    ),
    (
        "context/cities_ne10m.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Lao Chi","cc":"VNM","rank":7},"geometry":{"type":"Point","coordinates":[103.96599,22.50135]}},{"type":"Feature","properties":{"name":"Hong Gai","cc":"VNM","rank":7},"geometry":{"type":"Point","coordinates":[107.1,20.96]}}]}"#,
    ),
    (
        "context/airports_airportsdata.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"icao":"VVNB","name":"Noi Bai International Airport"},"geometry":{"type":"Point","coordinates":[105.807,21.2212]}}]}"#,
    ),
    (
        "context/ports_ne10m.geojson",
        r#"{"type":"FeatureCollection","features":[]}"#,
    ),
    (
        "context/ports_searoute.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"port":"XXAAA","name":"Nowhere"},"geometry":{"type":"Point","coordinates":[107,20]}}]}"#,
    ),
    (
        "context/odbl/ports.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Cảng Đình Vũ","osm":"osm-way-241198354"},"geometry":{"type":"Point","coordinates":[106.7727,20.83774]}}]}"#,
    ),
];

/// Writes all raw files into a folder.
pub fn write(folder: &Path) {
    for (name, text) in FILES {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}
